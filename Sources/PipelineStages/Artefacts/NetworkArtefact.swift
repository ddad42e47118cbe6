import ConvolutionalNetworks

/// What the stage `cnn` writes beside the network itself.
enum NetworkArtefact {
  static func history(in folder: String) throws -> TrainingHistory {
    try JSONDocument.read(TrainingHistory.self, from: folder + "/history.json")
  }
}

import ConvolutionalNetworks
import Estimators
import Foundation
import TestSupport
import Testing

@Suite struct FittedConvolutionalNetworkFilesTests {
  private static let rows = PlantedMotifs().rows(60, seed: 1, tasks: 2)

  private func network(_ head: NetworkHead = .automatic) throws -> FittedConvolutionalNetwork {
    var options = tinyOptions(head: head, epochs: 1)
    options.blocks[1].batchNormalization = false
    options.blocks[1].pool = 1
    options.dense.append(DenseBlock(units: 5, batchNormalization: true))
    return try ConvolutionalNetworkRegressor(options: options).fit(
      training: Self.rows, validation: Self.rows, threads: 1)
  }

  @Test(arguments: [
    NetworkHead.automatic, .flatten(canvasLength: 100), .globalAverage, .globalMax,
    .globalAverageAndMax, .globalSumAndMax,
  ])
  func aNetworkReadBackPredictsTheSame(_ head: NetworkHead) throws {
    let network = try network(head)
    try withTemporaryFolder { folder in
      try network.write(to: folder)
      let back = try FittedConvolutionalNetwork(folder: folder)
      #expect(
        try back.predict(Self.rows.input, threads: 1)
          == network.predict(Self.rows.input, threads: 1))
      #expect(back.options == network.options && back.scaling == network.scaling)
      #expect(back.history == network.history && back.tasks == ["cell0", "cell1"])
      #expect(back.longestFragment == network.longestFragment)
    }
  }

  @Test func theDocumentListsTheLayers() throws {
    try withTemporaryFolder { folder in
      try network(.globalMax).write(to: folder)
      let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/model.json"))
      let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let layers = try #require(json["layers"] as? [[String: Any]])
      #expect(
        layers.compactMap { $0["kind"] as? String } == [
          "convolution", "batch_normalization", "relu", "maximum_pool", "convolution", "bias",
          "relu", "global_max", "dense", "bias", "relu", "dropout", "dense",
          "batch_normalization", "relu", "dense", "bias",
        ])
      #expect(json["schemaVersion"] as? Int == 1)
    }
  }

  private func edited(_ from: String, _ to: String) throws -> String {
    try withTemporaryFolder { folder in
      try network().write(to: folder)
      let path = "\(folder)/model.json"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.contains(from))
      try text.replacingOccurrences(of: from, with: to)
        .write(toFile: path, atomically: true, encoding: .utf8)
      do {
        _ = try FittedConvolutionalNetwork(folder: folder)
        return "no error"
      } catch {
        return "\(error)".replacingOccurrences(of: folder, with: "F")
      }
    }
  }

  @Test func otherConventionsAreRefused() throws {
    #expect(
      try edited("\"zero_row\"", "\"quarter\"")
        == "F/model.json: convention 'unknownBase' is 'quarter'; expected 'zero_row'. The model "
        + "cannot be used here: its inputs mean something else.")
    #expect(
      try edited("\"schemaVersion\" : 1", "\"schemaVersion\" : 2")
        == "F/model.json: convention 'schemaVersion' is '2'; expected '1'. The model cannot be "
        + "used here: its inputs mean something else.")
  }

  @Test func aDamagedDocumentIsNamed() throws {
    #expect(
      try edited("\"conventions\"", "\"customs\"")
        == "F/model.json: it has no conventions; expected a file written by cupel.")
    #expect(
      try edited("\"strandMode\"", "\"strandmode\"")
        == "F/model.json: 'strandMode' is missing; expected a file written by cupel.")
    #expect(
      try edited("\"kernel\" : 9", "\"kernel\" : 7")
        .contains("model.safetensors"), "weights of another shape")
    #expect(
      try edited("\"kind\" : \"dropout\"", "\"kind\" : \"noise\"")
        == "F/model.json: the layer list and the options describe different networks; expected a "
        + "file written by cupel.")
  }
}

/// The parts of an XGBoost model in JSON that prediction needs, as they are written.
struct XGBoostFile: Decodable {
  let learner: Learner

  struct Learner: Decodable {
    let featureNames: [String]?
    let gradientBooster: Booster
    let learnerModelParam: ModelParameters
    let objective: Objective
  }

  struct ModelParameters: Decodable {
    let baseScore: String
    let numClass: String?
    let numFeature: String
    let numTarget: String?
  }

  struct Objective: Decodable {
    let name: String
  }

  struct Booster: Decodable {
    let name: String
    let model: Model?
  }

  struct Model: Decodable {
    // Absent in `gblinear` models.
    let trees: [Tree]?
    let gbtreeModelParam: TreesParameters?
  }

  struct TreesParameters: Decodable {
    let numParallelTree: String?
  }

  struct Tree: Decodable {
    let baseWeights: [Float]
    let defaultLeft: [Flag]
    let leftChildren: [Int32]
    let lossChanges: [Float]
    let parents: [Int32]
    let rightChildren: [Int32]
    let splitConditions: [Float]
    let splitIndices: [Int32]
    let splitType: [Int]?
    let sumHessian: [Float]
    let treeParam: TreeParameters
  }

  struct TreeParameters: Decodable {
    let sizeLeafVector: String?
  }

  /// A truth value, which some versions write as 0 or 1.
  struct Flag: Decodable {
    let isTrue: Bool

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        isTrue = number != 0
      } else {
        isTrue = try container.decode(Bool.self)
      }
    }
  }
}

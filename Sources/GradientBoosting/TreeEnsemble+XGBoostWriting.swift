import Wording

extension BoostingObjective {
  /// The objective's name in XGBoost's files.
  var xgboostName: String {
    switch self {
    case .squaredError: "reg:squarederror"
    case .logistic: "binary:logistic"
    case .poisson: "count:poisson"
    }
  }

  fileprivate var xgboostParameters: (key: String, value: String) {
    switch self {
    case .squaredError, .logistic:
      (
        "reg_loss_param",
        JSONText.object([("scale_pos_weight", quotedText("1"))])
      )
    case .poisson:
      (
        "poisson_regression_param",
        JSONText.object([("max_delta_step", quotedText("\(Self.poissonMaximumStep)"))])
      )
    }
  }
}

extension TreeEnsemble {
  /// The ensemble as an XGBoost 3.2 model in JSON, which `xgboost.Booster` loads.
  ///
  /// - Parameter attributes: free text by name, for example `best_iteration`; written in order of
  ///   the names.
  public func xgboostJSON(attributes: [String: String] = [:]) -> String {
    let featureCount = quotedText("\(featureNames.count)")
    let learner: [(String, String)] = [
      (
        "attributes",
        JSONText.object(
          attributes.sorted { $0.key < $1.key }.map { ($0.key, quotedText($0.value)) })
      ),
      ("feature_names", JSONText.array(featureNames.map(quotedText))),
      ("feature_types", JSONText.array(featureNames.map { _ in quotedText("float") })),
      (
        "gradient_booster",
        JSONText.object([("model", boosterJSON()), ("name", quotedText("gbtree"))])
      ),
      (
        "learner_model_param",
        JSONText.object([
          ("base_score", quotedText("[\(baseScore)]")), ("boost_from_average", quotedText("1")),
          ("num_class", quotedText("0")), ("num_feature", featureCount),
          ("num_target", quotedText("1")),
        ])
      ),
      (
        "objective",
        JSONText.object([
          ("name", quotedText(objective.xgboostName)), objective.xgboostParameters,
        ])
      ),
    ]
    return JSONText.object([("learner", JSONText.object(learner)), ("version", "[3,2,0]")])
  }

  private func boosterJSON() -> String {
    let empty = JSONText.array([Int]())
    return JSONText.object([
      (
        "cats",
        JSONText.object([("enc", empty), ("feature_segments", empty), ("sorted_idx", empty)])
      ),
      (
        "gbtree_model_param",
        JSONText.object([
          ("num_parallel_tree", quotedText("1")),
          ("num_trees", quotedText("\(trees.count)")),
        ])
      ),
      ("iteration_indptr", JSONText.array(0...trees.count)),
      ("tree_info", JSONText.array(trees.map { _ in 0 })),
      (
        "trees",
        JSONText.array(
          trees.enumerated().map { $1.xgboostJSON(id: $0, featureCount: featureNames.count) })
      ),
    ])
  }
}

extension RegressionTree {
  /// What XGBoost writes as the parent of a root.
  static let xgboostRootParent = 2_147_483_647

  fileprivate func xgboostJSON(id: Int, featureCount: Int) -> String {
    let empty = JSONText.array([Int]())
    return JSONText.object([
      ("base_weights", JSONText.array(weights)), ("categories", empty),
      ("categories_nodes", empty), ("categories_segments", empty), ("categories_sizes", empty),
      ("default_left", JSONText.array(defaultsToLeft.map { $0 ? 1 : 0 })), ("id", "\(id)"),
      ("left_children", JSONText.array(leftChildren)), ("loss_changes", JSONText.array(gains)),
      (
        "parents", JSONText.array(parents.map { $0 < 0 ? Self.xgboostRootParent : Int($0) })
      ),
      ("right_children", JSONText.array(rightChildren)),
      ("split_conditions", JSONText.array(conditions)),
      ("split_indices", JSONText.array(splitFeatures)),
      ("split_type", JSONText.array(leftChildren.map { _ in 0 })),
      ("sum_hessian", JSONText.array(hessianSums)),
      (
        "tree_param",
        JSONText.object([
          ("num_deleted", quotedText("0")),
          ("num_feature", quotedText("\(featureCount)")),
          ("num_nodes", quotedText("\(nodeCount)")),
          ("size_leaf_vector", quotedText("1")),
        ])
      ),
    ])
  }
}

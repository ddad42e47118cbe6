/// Canonical texts: equal for rules that mean the same, so that a digest over them is stable.
extension SplitMethod {
  var canonicalText: String {
    switch self {
    case .regions(let lists):
      let train = lists.train.map { joined($0) } ?? "*"
      return "regions;validation=\(joined(lists.validation));test=\(joined(lists.test))"
        + ";train=\(train)"
    case .folds(let choice):
      return "folds;count=\(choice.count);validation=\(choice.validation);test=\(choice.test)"
    case .column(let labels):
      return "column;name=\(escaped(labels.column));validation=\(joined(labels.validation))"
        + ";test=\(joined(labels.test));train=\(joined(labels.train))"
        + ";excluded=\(joined(labels.excluded))"
    }
  }
}

extension SplitOptions {
  var canonicalText: String {
    ";unplaced=\(unplacedRows.rawValue);group=\(groupColumn.map { "=" + escaped($0) } ?? "-")"
  }
}

private func joined(_ names: some Sequence<String>) -> String {
  Set(names).sorted().map { escaped($0) }.joined(separator: ",")
}

/// Keeps separators of the canonical text out of names.
private func escaped(_ name: String) -> String {
  var text = ""
  for character in name {
    switch character {
    case "%": text += "%25"
    case ",": text += "%2C"
    case ";": text += "%3B"
    case "=": text += "%3D"
    default: text.append(character)
    }
  }
  return text
}

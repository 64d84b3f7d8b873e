extension ReportText {
  /// The figures of some names, as far as they were drawn.
  func figures(_ names: [String]) -> [Block] {
    names.compactMap { name in figures.first { $0.name == name }.map(Block.figure) }
  }

  /// How training went.
  var trainingSection: [Block] { section("Training", ["training"]) }

  /// What the networks saw, predicted and learned.
  var lookSection: [Block] {
    let pretexts = figures.map(\.name).filter { $0.hasPrefix(PretextFigure.prefix) }
    return section("What the networks see", pretexts + ["filters", "predictions"])
  }

  /// A heading over figures; nothing where none of them was drawn.
  private func section(_ title: RichText, _ names: [String]) -> [Block] {
    let blocks = figures(names)
    return blocks.isEmpty ? [] : [.heading(2, title)] + blocks
  }
}

import Datasets

/// Shows on standard error what happens while a data set is fetched.
final class FetchDisplay {
  private let console: Console
  /// The file that is coming, with a bar of its own: the sizes of the others are not known yet.
  private var current: (file: String, bar: ProgressDisplay)?

  init(_ console: Console) {
    self.console = console
  }

  func show(_ event: FetchEvent) {
    if case .receiving(let file, let received, let expected) = event {
      return update(file, received: received, expected: expected)
    }
    finish()
    switch event {
    case .trying(let source): console.note("trying \(source)")
    case .receiving: break
    case .working(let step): console.note("  \(step)")
    case .failed(let failure): console.note("  failed: \(failure.reason)")
    case .verified(let file):
      console.note("  \(file.name): right, SHA-256 \(file.digest.short)…")
    }
  }

  /// Takes the bar away.
  func finish() {
    current?.bar.finish()
    current = nil
  }

  private func update(_ file: String, received: Int, expected: Int?) {
    if current?.file != file {
      finish()
      current = (file, ProgressDisplay(console: console))
    }
    // Without a promised size the bar stays at half.
    current?.bar.update(
      Progress(
        completed: Double(received), total: Double(expected ?? received * 2), running: 1,
        label: file))
  }
}

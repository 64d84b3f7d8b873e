import Datasets
import Images
import Network
import Pretext
import Reporting
import Study

/// What `bench show pretext` shows.
struct PretextExhibit {
  /// What the task asks, and of which images.
  let title: String
  /// What else there is to say of the examples; nil for nothing.
  var note: String?
  let sheet: PretextSheet

  /// Of a protocol's pretext where one is named, else of a task.
  init(_ arguments: Arguments, _ context: Context) throws {
    self =
      arguments.operands.count > 1
      ? try ProtocolExhibit(arguments, context).exhibit() : try Self(task: arguments, context)
  }

  init(
    _ task: any PretextTask.Type, _ settings: PretextSettings, images: Int, of dataset: String,
    seed: UInt64, note: String? = nil, sheet: PretextSheet
  ) {
    let changes = settings.changes.map {
      ", \($0.option.name) \(PretextTaskText.text($0.value))"
    }
    title =
      "\(task.name): \(task.summary)\n\(images) training images of \(dataset), seed \(seed)"
      + changes.joined()
    self.note = note
    self.sheet = sheet
  }
}

extension PretextExhibit {
  /// The most images of a built-in set that are drawn for what a task learns from them beforehand.
  private static let drawn = 1000

  private init(task arguments: Arguments, _ context: Context) throws {
    let registry = PretextRegistry.builtIn
    let name = arguments.operands[0]
    guard let task = registry.task(named: name) else {
      throw PretextExhibitError.unknownTask(name, known: registry.tasks.map { $0.name })
    }
    var settings = PretextSettings(task.options)
    try PretextOptions.apply(
      arguments.all(PretextOptions.set), to: &settings, task.options, of: name)
    let count = arguments[ShowPretextCommand.count] ?? 4
    let dataset = try Self.dataset(task, settings, count, arguments, context)
    let seed = UInt64(arguments[ShowPretextCommand.seed] ?? 1)
    let all = 0..<dataset.training.count
    self.init(
      task, settings, images: min(count, all.count), of: dataset.name, seed: seed,
      sheet: try PretextExhibitError.fitting(task, dataset.name) {
        try PretextSheet(
          task, settings, on: dataset.training, all.prefix(count), known: all, scale: .unit,
          seed: seed)
      })
  }

  /// What was asked for, or the first built-in set that the task fits.
  private static func dataset(
    _ task: any PretextTask.Type, _ settings: PretextSettings, _ count: Int,
    _ arguments: Arguments, _ context: Context
  ) throws -> Dataset {
    let library = DataOptions.library(arguments, context)
    func built(_ name: String) throws -> Dataset {
      try library.load(DatasetRequest(name, training: max(count, drawn), test: 1))
    }
    if let name = arguments[ShowPretextCommand.dataset] {
      return Catalogue.builtInNames.contains(name)
        ? try built(name) : try library.load(DatasetRequest(name))
    }
    let datasets = try Catalogue.builtInNames.map(built)
    return datasets.first { (try? task.layout(settings, on: $0.training.pretextSubject)) != nil }
      ?? datasets[0]
  }
}

extension Catalogue {
  /// The sets that need no file.
  static var builtInNames: [String] { names.filter { ["strokes", "shapes"].contains($0) } }
}

extension ImageSet {
  /// What a pretext task is told of the images.
  fileprivate var pretextSubject: PretextSubject {
    PretextSubject(
      shape: Shape(rows: rows, columns: columns, channels: channels), classCount: classCount)
  }
}

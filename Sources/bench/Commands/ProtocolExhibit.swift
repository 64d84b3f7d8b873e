import Datasets
import Foundation
import Images
import Network
import Pretext
import Reporting
import Study

/// Examples of a protocol's pretext, with what its network answers where the store has one.
struct ProtocolExhibit {
  private let loaded: LoadedStudy
  private let task: any PretextTask.Type
  private let settings: PretextSettings
  /// The pretext of the protocol with this name, or the first of this task; nil for none.
  private let pretext: PretextSpecification?
  private let count: Int
  private let seed: UInt64
  private let library: DataLibrary
  private let store: URL

  init(_ arguments: Arguments, _ context: Context) throws {
    let (name, protocolName) = (arguments.operands[0], arguments.operands[1])
    let overrides = Overrides(dataset: arguments[ShowPretextCommand.dataset])
    loaded = try overrides.applied(to: try context.library.load(protocolName))
    let study = loaded.study
    pretext =
      study.pretext(named: name) ?? study.pretexts.first { $0.task.name == name }
    guard let task = loaded.tasks.task(named: pretext?.task.name ?? name) else {
      let known = study.pretexts.map(\.name) + loaded.tasks.tasks.map { $0.name }
      throw PretextExhibitError.unknownTask(
        name, known: known.enumerated().filter { known.firstIndex(of: $1) == $0 }.map(\.element))
    }
    var settings = try pretext?.task.settings(of: task) ?? PretextSettings(task.options)
    try PretextOptions.apply(
      arguments.all(PretextOptions.set), to: &settings, task.options, of: task.name)
    self.task = task
    self.settings = settings
    count = arguments[ShowPretextCommand.count] ?? 4
    seed =
      arguments[ShowPretextCommand.seed].map(UInt64.init) ?? study.repetitionSeeds.first ?? 1
    library = DataOptions.library(arguments, context)
    store = URL(
      fileURLWithPath: arguments[RunOptions.store] ?? RunOptions.defaultStore, isDirectory: true)
  }

  func exhibit() throws -> PretextExhibit {
    guard let pretext, try pretext.task.settings(of: task) == settings else {
      return try withoutNetwork()
    }
    let session = try StudySession(loaded, library)
    let plan = session.plan
    let name = pretext.dataset?.name ?? session.dataset.name
    let examples = try PretextExhibitError.fitting(task, name) {
      try plan.examples(of: pretext.name, count: count, session.dataset, seed: seed)
    }
    guard let examples, let layout = plan.networks.pretext(named: pretext.name)?.layout else {
      return try withoutNetwork()
    }
    let answers = try answers(pretext, session)
    let sheet = PretextSheet(
      examples, layout: layout, subject: plan.subject(of: pretext, session.dataset),
      scale: plan.study.pixels,
      answers: answers.flatMap { $0.count == examples.count ? $0 : nil })
    let isHeldOut = plan.study.heldOutImages(of: pretext) != nil
    return PretextExhibit(
      task, settings, images: examples.count / max(layout.copies, 1),
      of: name + (isHeldOut ? " that are held out" : ""), seed: seed,
      note: answers == nil ? noNetwork : nil, sheet: sheet)
  }

  private var noNetwork: String {
    "no network of it with seed \(seed) is in \(store.relativePath), so that no answers are shown; "
      + "'bench sweep \(loaded.study.name)' makes those of the protocol's seeds"
  }

  /// What the network of the store says; nil where there is none.
  private func answers(
    _ pretext: PretextSpecification, _ session: StudySession
  ) throws -> [[Float]]? {
    let run = session.plan.runs.first {
      $0.kind == .pretraining(pretext: pretext.name) && $0.seed == seed
    }
    // Opening a store would make its folder.
    guard let run, FileManager.default.fileExists(atPath: store.path) else { return nil }
    let store = try RecordStore(directory: store)
    guard case .present = try store.read(run.identifier) else { return nil }
    let results = try StudyResults(session.plan, in: store)
    let model = StoredModel(run, of: results, dataset: session.dataset, in: store)
    return try model?.answers(toFirst: count)
  }

  /// The task with other options, or one that the protocol has not, on the protocol's images.
  private func withoutNetwork() throws -> PretextExhibit {
    let study = loaded.study
    let set = try library.load((pretext?.dataset ?? study.dataset).request)
    let own = pretext.map { study.images(of: $0) } ?? study.pretextImages
    let range = own.count > 0 ? own.indexes : study.labelledImages.indexes
    let all = range.clamped(to: 0..<set.training.count)
    let sheet = try PretextExhibitError.fitting(task, set.name) {
      try PretextSheet(
        task, settings, on: set.training, all.prefix(count), known: all, scale: study.pixels,
        seed: seed)
    }
    return PretextExhibit(
      task, settings, images: min(count, all.count), of: set.name, seed: seed, sheet: sheet)
  }
}

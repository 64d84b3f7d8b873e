import Datasets

/// How missing runs become job arrays: one for each cell, numbered by repetition, so that task i of an array waits
/// for task i of its pretraining's.
struct ArrayPlan {
  /// What the tasks of an array wait for.
  enum Need: Hashable {
    /// Nothing: what they need is in the store.
    case nothing
    /// The tasks of the same numbers of an array of this plan, by its place.
    case array(Int)
    /// The tasks of the same numbers of a job that was submitted before.
    case job(String)
  }

  /// An array on its way.
  struct Entry {
    let cell: String
    let need: Need
    /// Which piece of the repetitions, where a queue allows no array of all.
    let slice: Int
    var tasks: [Batch.Task]
  }

  private(set) var entries: [Entry] = []

  /// Plans arrays.
  ///
  /// - Parameters:
  ///   - runs: what is missing and not under way, in plan order, each once.
  ///   - underWay: the tasks of runs without a record that are under way, by the run.
  ///   - plan: that of the runs.
  ///   - largest: the largest number that a task may have, at least 1.
  init(_ runs: [Run], underWay: [Digest: QueuedTask], of plan: Plan, largest: Int) {
    var places: [Digest: (array: Int, index: Int)] = [:]
    for run in runs {
      var need = Need.nothing
      var index = (run.repetition - 1) % largest + 1
      if let needed = run.needs {
        if let place = places[needed] {
          (need, index) = (.array(place.array), place.index)
        } else if let task = underWay[needed] {
          (need, index) = (.job(task.job), task.index)
        }
      }
      let task = Batch.Task(index: index, run: run.identifier, label: run.label)
      let place = add(
        task, to: run.cell(of: plan), need: need, slice: (run.repetition - 1) / largest)
      places[run.identifier] = (place, index)
    }
    for place in entries.indices { entries[place].tasks.sort { $0.index < $1.index } }
  }

  /// The place of the array that gets the task.
  private mutating func add(_ task: Batch.Task, to cell: String, need: Need, slice: Int) -> Int {
    let place = entries.lastIndex { $0.cell == cell && $0.need == need && $0.slice == slice }
    if let place {
      entries[place].tasks.append(task)
      return place
    }
    entries.append(Entry(cell: cell, need: need, slice: slice, tasks: [task]))
    return entries.count - 1
  }
}

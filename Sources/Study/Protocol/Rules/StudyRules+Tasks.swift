import Downstream
import Pretext

extension StudyRules {
  /// Checks the names of downstream tasks, and what arms may do where not all of them are classification.
  mutating func checkTasks() {
    let path = JSON5Path.root["tasks"]
    require(!study.tasks.isEmpty, .emptyList(least: 1, noun: "task"), path)
    checkNames(study.tasks.map(\.name), path, noun: "a task")
    if let subject = study.dataset.subject {
      for (index, task) in study.tasks.enumerated() {
        guard let problem = task.task.problem(with: subject.shape) else { continue }
        report(.downstreamTask(problem), path[index]["task"])
      }
    }
    for (index, task) in study.tasks.enumerated() where task.task != .classification {
      require(task.head != nil, .taskWithoutHead(task.name), path[index])
    }
    guard let other = study.tasks.first(where: { $0.task != .classification }) else { return }
    for (index, arm) in study.arms.enumerated() {
      let place = JSON5Path.root["arms"][index]
      for (key, isUsed) in [
        ("head", arm.head != nil), ("pseudoLabels", arm.pseudoLabels != nil),
      ] where isUsed {
        report(.classificationOnly(key, task: other.name), place[key])
      }
      if arm.training.augmentation != nil {
        let isOwn = arm.training.augmentation != study.training.augmentation
        let training = isOwn ? place["training"] : JSON5Path.root["training"]
        report(.classificationOnly("augmentation", task: other.name), training["augmentation"])
      }
    }
  }
}

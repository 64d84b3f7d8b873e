import Network

extension StudyRules {
  mutating func checkTexts() {
    require(Self.isName(study.name), .badName(study.name), .root["name"])
    for (key, text) in [("title", study.title), ("question", study.question)] {
      require(text.contains { !$0.isWhitespace }, .emptyText, .root[key])
    }
  }

  mutating func checkDataset() {
    let path = JSON5Path.root["dataset"]
    switch study.dataset {
    case .named(let name):
      require(study.dataset.sizes != nil, .unknownDataset(name), path)
    case .strokes(let training, let test, _), .shapes(let training, let test, _):
      require(training >= 1, .tooSmall(training, least: 1), path["training"])
      require(test >= 1, .tooSmall(test, least: 1), path["test"])
    case .folder: break
    }
  }

  mutating func checkPixels() {
    let path = JSON5Path.root["pixels"]
    let (mean, deviation) = (study.pixels.mean, study.pixels.deviation)
    // An object has both lists; that one is empty would say nothing.
    guard !mean.isEmpty || !deviation.isEmpty else { return }
    if let channels = study.dataset.channels, mean.count != channels {
      let fault = ValueFault.channelCount(
        mean.count, channels: channels, dataset: study.dataset.name)
      report(fault, path["mean"])
    }
    require(
      deviation.count == mean.count, .deviationCount(deviation.count, means: mean.count),
      path["deviation"])
    for (index, value) in deviation.enumerated() where !(value > 0) {
      report(.notPositive(value), path["deviation"][index])
    }
  }

  mutating func checkRanges() {
    let training = study.dataset.sizes?.training
    check(study.labelledImages, "training", training, .root["labelledImages"])
    guard !study.pretexts.isEmpty else { return }
    if study.pretextImages != ImageRange(0, 0) {
      check(study.pretextImages, "training", training, .root["pretextImages"])
    }
    checkOverlap(study.pretextImages, .root["labelledImages"])
    for (index, pretext) in study.pretexts.enumerated() {
      guard let images = pretext.images else { continue }
      let path = JSON5Path.root["pretexts"][index]["images"]
      let dataset = pretext.dataset ?? study.dataset
      check(images, "training", dataset.sizes?.training, of: dataset.name, path)
      if pretext.dataset == nil { checkOverlap(images, path) }
    }
  }

  private mutating func checkOverlap(_ images: ImageRange, _ path: JSON5Path) {
    let overlaps = study.labelledImages.overlaps(images) && !study.allowOverlap
    require(!overlaps, .overlap(study.labelledImages, pretext: images), path)
  }

  mutating func checkTests() {
    let path = JSON5Path.root["tests"]
    require(!study.tests.isEmpty, .emptyList(least: 1, noun: "test set"), path)
    checkNames(study.tests.map(\.name), path, noun: "a test set")
    for (index, test) in study.tests.enumerated() {
      check(test.images, "test", study.dataset.sizes?.test, path[index]["images"])
    }
  }

  private mutating func check(
    _ range: ImageRange, _ part: String, _ count: Int?, of dataset: String? = nil,
    _ path: JSON5Path
  ) {
    guard range.lower >= 0, range.lower < range.upper else {
      return report(.rangeOrder(range), path)
    }
    guard let count else { return }
    let fault = ValueFault.rangeEnd(
      range, count: count, part: part, dataset: dataset ?? study.dataset.name)
    require(range.upper <= count, fault, path)
  }

  mutating func checkLabels() {
    let path = JSON5Path.root["labels"]
    let limit = study.labelledImages.count
    require(!study.labels.isEmpty, .emptyList(least: 1, noun: "labelled-set size"), path)
    for (index, labels) in study.labels.enumerated() {
      require(labels >= 2, .tooSmall(labels, least: 2), path[index])
      if index > 0, labels <= study.labels[index - 1] {
        report(.labelsOrder(labels, after: study.labels[index - 1]), path[index])
      }
      let fault = ValueFault.tooManyLabels(labels, limit: limit, dataset: study.dataset.name)
      require(labels <= limit || limit == 0, fault, path[index])
    }
  }

  mutating func checkRepetitions() {
    let path = JSON5Path.root["repetitions"]
    let count = study.repetitions
    require(count >= 1, .tooSmall(count, least: 1), path)
    // An empty list is one whose file could not be read, which is reported by itself.
    let seeds = study.seedList.count
    let fault = ValueFault.tooManyRepetitions(count, seeds: seeds, file: study.seeds)
    require(count <= seeds || seeds == 0, fault, path)
  }
}

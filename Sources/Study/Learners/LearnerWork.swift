import Datasets
import Foundation
import Images

/// One run of a learner: the request is written, the program runs, its answer is checked and scored.
struct LearnerWork {
  let study: Study
  let dataset: Dataset
  let run: Run
  let arm: Arm
  let learner: LearnerSpecification
  let labels: Int
  let threads: Int

  /// Makes the run.
  func outcome(_ isInterrupted: () -> Bool) throws -> RunOutcome {
    let folder = try LearnerFolder()
    defer { folder.remove() }
    let answer = folder.path + "/answer.json"
    let request = try write(to: folder, answer: answer)
    try call(request, answer, isInterrupted)
    let read = try LearnerAnswer(
      Self.contents(of: answer, limit: limit), count: testImages.count,
      classes: dataset.training.classCount)
    return try score(read)
  }

  /// Every test image once, in ascending order, whatever the number of test sets that it is in.
  private var testImages: [Int] { Set(study.tests.flatMap(\.images.indexes)).sorted() }

  private var limit: Int { LearnerAnswer.byteLimit(count: testImages.count) }

  private func write(
    to folder: LearnerFolder, answer: String
  ) throws -> String {
    let subset = study.subset(labels, of: dataset.training, seed: run.seed)
    let unlabelled = Array(study.pretextImages.indexes)
    func images(
      _ name: String, _ set: ImageSet, _ indexes: [Int]
    ) throws(LearnerError) -> LearnerRequest.Images {
      let data = NumPyFile.bytes(set.bytes(of: indexes), sizes: [indexes.count] + set.sizes)
      return LearnerRequest.Images(
        count: indexes.count, images: try folder.write(data, to: "\(name)-images.npy"))
    }
    var labelled = try images("labelled", dataset.training, subset)
    labelled.labels = try folder.write(
      NumPyFile.bytes(subset.map { dataset.training.labels[$0] }, sizes: [subset.count]),
      to: "labelled-labels.npy")
    let request = try LearnerRequest(
      seed: run.seed, labels: labels, classes: dataset.training.classCount,
      shape: [dataset.training.rows, dataset.training.columns, dataset.training.channels],
      budget: LearnerRequest.Budget(arm.training), threads: threads, labelled: labelled,
      unlabelled: images("unlabelled", dataset.training, unlabelled),
      test: images("test", dataset.test, testImages), folder: folder.path, answer: answer)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try folder.write(encoder.encode(request) + Data("\n".utf8), to: "request.json")
  }

  private func call(
    _ request: String, _ answer: String, _ isInterrupted: () -> Bool
  ) throws(LearnerError) {
    let child = ChildProcess(
      command: learner.command + [request], environment: environment,
      timeout: Double(learner.timeout.seconds))
    let limit = limit
    let outcome: ChildProcess.Outcome
    do throws(ProcessError) {
      outcome = try child.run { () throws(ChildProcess.Stop) in
        if isInterrupted() { throw .interrupted }
        guard let size = Self.size(of: answer), size > limit else { return }
        throw .because("its answer has \(size) bytes, more than the \(limit) of a longest one")
      }
    } catch {
      throw .start(error)
    }
    let said = Self.lastLines(outcome.errors)
    switch outcome.ending {
    case .exited(0):
      guard outcome.leftovers == 0 else { throw .leftovers(outcome.leftovers) }
    case .exited(let status): throw .status(status, said: said)
    case .signalled(let signal): throw .signal(signal, said: said)
    case .timedOut: throw .timeout(learner.timeout, said: said)
    case .stopped(.because(let reason)): throw .stopped(reason)
    case .stopped(.interrupted): throw .interrupted
    case .lost: throw .lost
    }
  }

  /// The libraries that share sums among threads take as many as the run has: by themselves they take
  /// all cores, and other numbers add in another order.
  private var environment: [String: String] {
    let names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]
    return Dictionary(uniqueKeysWithValues: names.map { ($0, "\(threads)") })
  }

  /// The size of a file, of a link its own.
  private static func size(of path: String) -> Int? {
    var status = stat()
    return lstat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// The answer's bytes: of a regular file, no link, and of no more than a longest answer has. Nobody
  /// writes to it any more: what the learner started was ended.
  private static func contents(of path: String, limit: Int) throws(LearnerError) -> Data {
    var status = stat()
    guard lstat(path, &status) == 0 else {
      throw .answer("there is none; the path is the request's \"answer\"")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .answer("it is no regular file; write the file itself")
    }
    guard status.st_size <= limit else {
      throw .answer("it has \(status.st_size) bytes, more than the \(limit) of a longest one")
    }
    do throws(StoreError) {
      return try FileIO.contents(of: path, limit: limit) ?? Data()
    } catch {
      throw .answer("\(error)")
    }
  }

  /// What a program wrote last, as it may be shown in a line of a report of errors; of a line that was
  /// written over, as progress is, what stood there at the end.
  static func lastLines(_ errors: Data) -> String {
    let lines = errors.suffix(16_384).split(separator: UInt8(ascii: "\n"))
      .compactMap { $0.split(separator: UInt8(ascii: "\r")).last }
      .map { String(decoding: $0, as: UTF8.self) }
      .filter { !$0.allSatisfy(\.isWhitespace) }
    return VisibleText.of(String(lines.suffix(3).joined(separator: " | ").suffix(400)))
  }

  private func score(_ answer: LearnerAnswer) throws -> RunOutcome {
    let places = Dictionary(
      uniqueKeysWithValues: testImages.enumerated().map { ($1, $0) })
    var scores: [RunResult.Score] = []
    var predictions: [UInt8] = []
    for test in study.tests {
      let found = test.images.indexes.map { answer.predictions[places[$0] ?? 0] }
      let correct = zip(found, test.images.indexes).count { $0 == dataset.test.labels[$1] }
      scores.append(RunResult.Score(test.name, correct: correct, total: found.count))
      predictions += found
    }
    return RunOutcome(
      result: try JSONValue(encoding: RunResult(votes: scores)),
      attachments: [("predictions", Data(predictions))], log: answer.log)
  }
}

extension ImageSet {
  /// **shape** of one image; grey ones have no axis for channels.
  fileprivate var sizes: [Int] { channels == 1 ? [rows, columns] : [rows, columns, channels] }

  /// The pixels of some images, one after the other.
  fileprivate func bytes(of indexes: [Int]) -> [UInt8] {
    let size = rows * columns * channels
    var bytes: [UInt8] = []
    bytes.reserveCapacity(indexes.count * size)
    for index in indexes { bytes += pixels[index * size..<(index + 1) * size] }
    return bytes
  }
}

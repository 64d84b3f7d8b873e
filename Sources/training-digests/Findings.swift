import Downstream
import Network

/// Prints one line a finding: its name, a space, and a digest or the bits of a number.
struct Findings {
  /// What all names begin with, such as `smoke/rotation/50`.
  let name: String

  /// Prints the digest of bytes.
  func bytes(_ part: String, _ bytes: [UInt8]) {
    var hash = SHA256()
    for byte in bytes { hash.append(byte) }
    line(part, hash.hexadecimal())
  }

  /// Prints the digest of weights, as the attachment of a record has them.
  func weights(_ weights: [Float]) { values("weights", weights) }

  /// Prints the digest of the bits of numbers.
  func values(_ part: String, _ values: [Float]) {
    var hash = SHA256()
    for value in values { hash.append(littleEndian: value.bitPattern) }
    line(part, hash.hexadecimal())
  }

  /// Prints every figure of a training's log as one digest, and the update that was kept.
  func log(_ log: TrainingLog) {
    var hash = SHA256()
    for measurement in log.measurements { hash.append(measurement) }
    hash.append(littleEndian: Int64(log.updates))
    hash.append(littleEndian: Int64(log.epochs))
    hash.append(log.stoppedEarly ? 1 : 0)
    line("log", hash.hexadecimal())
    line("kept", String(log.keptUpdate))
  }

  /// Prints the figures of a test: predictions as the attachment of a record has them, and the bits
  /// of the mean loss.
  func test(_ evaluation: Evaluation) {
    bytes("predictions", evaluation.predictions.map { UInt8(clamping: $0) })
    line("correct", String(evaluation.correct))
    line("loss", hexadecimalDigits(evaluation.loss.bitPattern, count: 16))
  }

  /// Prints the bits of a task's metrics.
  func score(_ score: TaskScore) {
    for (place, value) in score.values.enumerated() {
      line("metric-" + String(place + 1), hexadecimalDigits(value.bitPattern, count: 16))
    }
  }

  private func line(_ part: String, _ value: String) {
    print(name + "/" + part + " " + value)
  }
}

extension SHA256 {
  fileprivate mutating func append(_ measurement: Measurement) {
    append(littleEndian: Int64(measurement.update))
    append(littleEndian: Int64(measurement.epoch))
    append(littleEndian: measurement.loss.bitPattern)
    append(littleEndian: Int64(measurement.correct))
    append(littleEndian: Int64(measurement.total))
    append(littleEndian: (measurement.validationLoss ?? -1).bitPattern)
    append(littleEndian: Int64(measurement.validationCorrect ?? -1))
    append(littleEndian: Int64(measurement.validationTotal ?? -1))
  }
}

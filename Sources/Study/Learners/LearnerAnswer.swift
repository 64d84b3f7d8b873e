package import Foundation

/// What a learner answers: a class for every test image, and what it cares to tell.
package struct LearnerAnswer: Equatable, Sendable {
  /// In the order of the request's test images.
  package let predictions: [UInt8]
  /// Kept beside the record, and no part of it.
  package let log: String?

  /// The longest log, in bytes.
  static let logLimit = 1 << 20

  /// The most bytes that an answer may have: a number a test image, and the log.
  ///
  /// - Parameter count: the number of test images.
  /// - Returns: bytes; a text with escapes has up to six for a character.
  static func byteLimit(count: Int) -> Int { 4096 + 32 * count + 6 * logLimit }

  private struct Document: Decodable {
    let predictions: [Double]?
    let log: String?
  }

  /// Reads and checks an answer.
  ///
  /// - Parameters:
  ///   - data: the bytes of the file.
  ///   - count: the number of test images.
  ///   - classes: the number of classes, at most 256.
  /// - Throws: `LearnerError.answer`.
  package init(_ data: Data, count: Int, classes: Int) throws(LearnerError) {
    guard data.count <= Self.byteLimit(count: count) else {
      throw .answer(
        "it has \(data.count) bytes, more than the \(Self.byteLimit(count: count)) of a longest one"
      )
    }
    // Foundation's decoder of JSON5 ends the program at some bytes that are no UTF-8.
    guard String(validating: data, as: UTF8.self) != nil else {
      throw .answer("it is not UTF-8 text; write JSON as UTF-8")
    }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: data)
    } catch {
      throw .answer(
        Self.notANumber(data)
          ?? "it is not of the form {\"predictions\": [7, 2, …]} (\(Self.summary(of: error)))")
    }
    guard let numbers = document.predictions else {
      throw .answer("\"predictions\" is missing; write {\"predictions\": [7, 2, …]}")
    }
    guard numbers.count == count else {
      throw .answer(
        "\(numbers.count) predictions for \(count) test images; write one for every image")
    }
    guard (document.log?.utf8.count ?? 0) <= Self.logLimit else {
      throw .answer("its log has more than \(Self.logLimit) bytes; shorten it")
    }
    var predictions: [UInt8] = []
    predictions.reserveCapacity(count)
    for (index, number) in numbers.enumerated() {
      guard let label = Int(exactly: number), (0..<classes).contains(label),
        let byte = UInt8(exactly: label)
      else {
        throw .answer(
          "prediction \(index) is \(number); a class is a whole number from 0 to \(classes - 1)")
      }
      predictions.append(byte)
    }
    self.predictions = predictions
    log = document.log
  }

  /// Tells where a NaN or an infinity is, which Python writes and JSON has not; nil for any other fault.
  private static func notANumber(_ data: Data) -> String? {
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    guard let numbers = (try? decoder.decode(Document.self, from: data))?.predictions,
      let index = numbers.firstIndex(where: { !$0.isFinite })
    else { return nil }
    return "prediction \(index) is \(numbers[index]); a class is a whole number"
  }

  private static func summary(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "\(error)" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .keyNotFound(_, let context),
      .dataCorrupted(let context):
      let place = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }
        .joined()
      return (place.isEmpty ? "" : "\(place): ") + context.debugDescription
    @unknown default: return "unknown reason"
    }
  }
}

public import Foundation

/// Accuracies that somebody published of an experiment that a study repeats: claims of as many runs
/// as they say, mostly one.
public struct PublishedValues: Decodable, Equatable, Sendable {
  /// One published accuracy.
  public struct Value: Decodable, Equatable, Sendable {
    /// What the source calls the method.
    public let name: String
    /// The study's arm that repeats it; nil where none does.
    public let arm: String?
    /// The labelled-set size.
    public let labels: Int
    /// The study's test sets that it is compared on.
    public let tests: [String]?
    /// The accuracy as a fraction.
    public let accuracy: Double
    /// The test images it was measured on.
    public let images: Int
    /// The runs it is the result of.
    public let runs: Int
    /// Where it was published, if not where the others were.
    public let source: String?
  }

  /// The study that repeats the experiment.
  public let study: String
  /// What the values are of.
  public let title: String
  /// Where they were published.
  public let source: String
  /// The values.
  public let values: [Value]
}

extension PublishedValues {
  /// Reads a file of published values.
  ///
  /// - Parameter path: a JSON5 file; errors name it as given.
  /// - Returns: the values.
  /// - Throws: `ResultsError` with everything that is wrong.
  public static func read(path: String) throws(ResultsError) -> PublishedValues {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw .unreadable(path: path, reason: FileReason.text(of: error))
    }
    return try read(data, path: path)
  }

  /// Reads published values from a file's bytes.
  ///
  /// - Parameters:
  ///   - data: JSON5.
  ///   - path: the file that errors name.
  /// - Returns: the values.
  /// - Throws: `ResultsError` with everything that is wrong.
  public static func read(_ data: Data, path: String) throws(ResultsError) -> PublishedValues {
    let locator = try located(data, path)
    let findings = ShapeCheck.findings(in: locator, shape: shape)
    guard findings.isEmpty else {
      throw .invalid(
        path,
        findings.map {
          ResultsError.Problem(
            line: $0.position.line, column: column($0.path), message: $0.fault.description)
        })
    }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    guard let values = try? decoder.decode(PublishedValues.self, from: data) else {
      throw .unusable(path: path, reason: "cannot be decoded; write it as those in published/")
    }
    let problems = values.problems(locator)
    guard problems.isEmpty else { throw .invalid(path, problems) }
    return values
  }

  private static func located(_ data: Data, _ path: String) throws(ResultsError) -> JSON5Locator {
    do {
      return try JSON5Locator([UInt8](data))
    } catch {
      throw .invalid(
        path, [ResultsError.Problem(line: error.position.line, message: error.message)])
    }
  }

  private static func column(_ path: JSON5Path) -> String? {
    path.description.isEmpty ? nil : path.description
  }

  private static let shape = DocumentShape.object([
    .required("study", .text, "\"lecture-rotnet-mnist\""),
    .required("title", .text, "\"what the values are of\""),
    .required("source", .text, "\"who published them, and where\""),
    .required(
      "values",
      .list(
        .object([
          .required("name", .text, "\"supervised\""),
          .optional("arm", .text),
          .required("labels", .wholeNumber, "1000"),
          .optional("tests", .list(.text)),
          .required("accuracy", .number, "0.8633"),
          .required("images", .wholeNumber, "10000"),
          .required("runs", .wholeNumber, "1"),
          .optional("source", .text),
        ])), "[ { name: \"supervised\", labels: 1000, … } ]"),
  ])

  private func problems(_ locator: JSON5Locator) -> [ResultsError.Problem] {
    var problems: [ResultsError.Problem] = []
    func report(_ path: JSON5Path, _ message: String) {
      problems.append(
        ResultsError.Problem(
          line: locator.nearestPosition(of: path).line, column: path.description,
          message: message))
    }
    if values.isEmpty { report(.root["values"], "there are none; add one") }
    for (index, value) in values.enumerated() {
      let place = JSON5Path.root["values"][index]
      if !(0...1).contains(value.accuracy) {
        report(
          place["accuracy"], "\(value.accuracy) is not from 0 to 1; write 0.8633 for 86.33 %")
      }
      for (name, number) in [
        ("labels", value.labels), ("images", value.images), ("runs", value.runs),
      ] where number < 1 {
        report(place[name], "\(number) is below 1; give at least 1")
      }
      if value.arm != nil, value.tests?.isEmpty ?? true {
        report(place["tests"], "the value has an arm and no test sets; add tests: [ \"test\" ]")
      }
    }
    return problems
  }
}

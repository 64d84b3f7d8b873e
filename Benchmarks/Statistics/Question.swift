import Foundation
import Statistics

/// What `analyse` is asked: a member `kind`, and the members of the question of that kind.
enum Question: Decodable {
  case paired(PairedQuestion)
  case mcNemar(first: Int, second: Int)
  case holm([Double])
  case proportion(correct: Int, of: Int)
  case unpaired(UnpairedQuestion)
  case power(PowerQuestion)

  private enum Key: String, CodingKey {
    case kind, first, second, p, correct, of
  }

  private enum Kind: String, Decodable {
    case paired, mcnemar, holm, proportion, unpaired, power
  }

  init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    switch try members.decode(Kind.self, forKey: .kind) {
    case .paired:
      self = .paired(try PairedQuestion(from: decoder))
    case .unpaired:
      self = .unpaired(try UnpairedQuestion(from: decoder))
    case .power:
      self = .power(try PowerQuestion(from: decoder))
    case .mcnemar:
      self = .mcNemar(
        first: try members.decode(Int.self, forKey: .first),
        second: try members.decode(Int.self, forKey: .second))
    case .holm:
      self = .holm(try members.decode([Double].self, forKey: .p))
    case .proportion:
      self = .proportion(
        correct: try members.decode(Int.self, forKey: .correct),
        of: try members.decode(Int.self, forKey: .of))
    }
  }
}

extension Question {
  /// The statistics asked for, by name.
  func answer() throws -> [String: [Double]] {
    switch self {
    case .paired(let question):
      return try question.answer()
    case .unpaired(let question):
      return try question.answer()
    case .power(let question):
      return try question.answer()
    case .mcNemar(let first, let second):
      let test = try McNemarTest(onlyFirst: first, onlySecond: second)
      return ["p": [test.p], "midP": [test.midP]]
    case .holm(let values):
      return ["p": try Holm.adjusted(values).compactMap(\.self)]
    case .proportion(let correct, let all):
      let intervals = try ProportionInterval(correct: correct, of: all)
      return ["wilson": intervals.wilson.bounds, "beta": intervals.clopperPearson.bounds]
    }
  }
}

extension ConfidenceInterval {
  /// Both bounds, for an answer.
  var bounds: [Double] { [lower, upper] }
}

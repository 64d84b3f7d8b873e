import Datasets
import Testing

@testable import Study

@Suite("Runs of later repetitions")
struct RepetitionSplicerTests {
  @Test("Spliced identifiers are those of the specifications encoded anew")
  func identifiers() throws {
    let plan = try TinyStudy.plan { study in
      study.seedList = [11, .max, 7]
      study.repetitions = 3
    }
    for run in plan.runs {
      let plain = try CanonicalJSON.digest(of: run.specification)
      #expect(run.identifier == plain, "\(run.label)")
      #expect(run.specification["seed"] == .string("\(run.seed)"))
      #expect(run.specification["pretraining"] == run.needs.map { .string("\($0)") })
    }
  }

  @Test("A repetition has the runs that a plan of its seed alone has")
  func alone() throws {
    let plan = try TinyStudy.plan { $0.seedList = [11, 22] }
    let alone = try TinyStudy.plan { study in
      study.seedList = [22]
      study.repetitions = 1
    }
    let second = plan.runs.filter { $0.repetition == 2 }
    #expect(second.map(\.identifier) == alone.runs.map(\.identifier))
    #expect(second.map(\.needs) == alone.runs.map(\.needs))
    #expect(second.map(\.specification) == alone.runs.map(\.specification))
    #expect(second.map(\.place) == Array(alone.runs.indices))
  }

  @Test("Repetitions share all but the seed")
  func shared() throws {
    let plan = try TinyStudy.plan()
    let count = plan.runs.count / 2
    for (one, other) in zip(plan.runs[..<count], plan.runs[count...]) {
      #expect(one.template === other.template)
    }
    #expect(MemoryLayout<Run>.stride <= 112)
  }
}

@Suite("JSON without Foundation's detour")
struct CompactJSONTests {
  @Test(
    "A text has the value that Foundation's decoder gives it",
    arguments: [
      #"{"a":[1,-2,0.5,-1e-05,1e300],"b":{"c":null,"d":true,"e":false},"f":"ü€😀","g":[],"h":{}}"#,
      #"{"text":"a\"b\\c\n\u0001"}"#, "5.0", "1e3", "9223372036854775807", "-0", "\"x\"", "[[[]]]",
    ])
  func equal(text: String) throws {
    let bytes = Array(text.utf8)
    let value = try JSONValue(canonical: bytes[...])
    #expect(value == (try JSONDecoding.value(bytes)))
  }

  @Test(
    "What is not plain is taken or refused as Foundation's decoder does",
    arguments: [
      "", "{", "[1,]", "{\"a\":1,}", "01", "+1", "1.", "tru", "[1]2", "99999999999999999999",
      "9223372036854775808", "[1, 2]", #"{"a":1,"a":2}"#, "-", "1e999", "\"\u{7f}\"", "\"a",
    ])
  func others(text: String) {
    let bytes = Array(text.utf8)
    #expect((try? JSONValue(canonical: bytes[...])) == (try? JSONDecoding.value(bytes)))
  }
}

import Foundation
import Testing

@testable import Study

@Suite("Damaged protocols")
struct JSON5FuzzTests {
  /// Loads bytes; whatever is refused must be refused with a place inside them.
  private func load(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) -> Bool {
    do {
      _ = try ProtocolLoader.load(Data(bytes), path: Fixture.path)
      return true
    } catch ProtocolError.invalid(let problems) {
      let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
      for problem in problems {
        guard case .file(Fixture.path, let position) = problem.place else {
          Issue.record("\(problem) has another place", sourceLocation: sourceLocation)
          continue
        }
        #expect((1...lines).contains(position.line), sourceLocation: sourceLocation)
        #expect(position.column >= 1, sourceLocation: sourceLocation)
      }
      #expect(!problems.isEmpty, sourceLocation: sourceLocation)
    } catch {
      Issue.record("\(error) is another error", sourceLocation: sourceLocation)
    }
    return false
  }

  @Test("Every prefix of a protocol is refused with a place")
  func prefixes() {
    let bytes = Array(Fixture.text.utf8)
    #expect(load(bytes))
    for count in bytes.indices {
      #expect(!load(Array(bytes[..<count])), "the first \(count) bytes")
    }
  }

  @Test(
    "A protocol with one byte replaced is loaded or refused with a place",
    arguments: Array("\"{]:,\\/9-\n\0a".utf8) + [0xFF, 0xC3])
  func replaced(byte: UInt8) {
    let bytes = Array(Fixture.text.utf8)
    var accepted = 0
    for index in bytes.indices where index % 3 == Int(byte) % 3 {
      var damaged = bytes
      damaged[index] = byte
      if load(damaged) { accepted += 1 }
    }
    #expect(accepted < bytes.count / 3)
  }

  @Test("A protocol with one byte left out is loaded or refused with a place")
  func removed() {
    let bytes = Array(Fixture.text.utf8)
    var refused = 0
    for index in bytes.indices {
      var damaged = bytes
      damaged.remove(at: index)
      if !load(damaged) { refused += 1 }
    }
    #expect(refused > bytes.count / 3)
  }

  @Test("Deep nesting is refused, not followed", arguments: ["[", "{a:", "/*", "'", "\\", "-"])
  func deep(text: String) {
    #expect(!load(Array(String(repeating: text, count: 20_000).utf8)))
  }
}

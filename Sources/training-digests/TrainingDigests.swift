import Network
import Pretext

/// Trains small studies and prints the digests of all weights, logs and predictions.
///
/// It uses the training core alone: neither Foundation nor a system library. So it is built twice, as
/// an ordinary program and as Embedded Swift for arm64, and `Scripts/verify-arm64.sh` compares what
/// the two print. It reads one line of words from standard input:
///
///     levels                            the CPU levels of this machine, a line each
///     LEVEL SEED shapes                 odd networks; see `OddNetworks`, `OddLosses`
///     LEVEL SEED tasks                  downstream tasks; see `OddTasks`
///     LEVEL SEED pretext                examples of all pretext tasks; see `PretextExamples`
///     LEVEL SEED small|smoke ARM…       arms of a rotation study; see `RotationStudy`
///     LEVEL SEED sha256 LENGTH…         digests of so many letters `a`
@main
enum TrainingDigests {
  static func main() {
    do throws(NetworkError) {
      guard try run(words: inputLine()) else {
        print(
          "usage, as one line of input: levels, or LEVEL SEED and one of: "
            + "shapes, tasks, pretext, small ARM…, smoke ARM…, sha256 LENGTH…")
        endProcess(64)
      }
    } catch {
      print("training-digests: " + error.description)
      endProcess(1)
    }
  }

  /// Does what the words ask; false where they cannot be understood.
  private static func run(words: [String]) throws(NetworkError) -> Bool {
    if words == ["levels"] {
      for level in CPULevel.available { print(level.rawValue) }
      return true
    }
    guard words.count >= 3, let level = CPULevel(rawValue: words[0]), level <= .best,
      let seed = UInt64(words[1])
    else { return false }
    let rest = Array(words[3...])
    switch words[2] {
    case "shapes":
      try OddNetworks(seed: seed, level: level).run()
      try OddLosses(seed: seed, level: level).run()
    case "tasks":
      try OddTasks(seed: seed, level: level).run()
    case "pretext":
      do throws(PretextError) {
        try PretextExamples.run(seed: seed)
      } catch {
        print("training-digests: " + error.reason)
        endProcess(1)
      }
    case "small", "smoke":
      let arms = rest.compactMap { RotationStudy.Arm(rawValue: $0) }
      guard arms.count == rest.count, !arms.isEmpty else { return false }
      let size: RotationStudy.Size = words[2] == "small" ? .small : .smoke
      try RotationStudy(size, seed: seed, level: level).run(arms)
    case "sha256":
      let lengths = rest.compactMap { Int($0) }
      guard lengths.count == rest.count, lengths.allSatisfy({ $0 >= 0 }) else { return false }
      for length in lengths {
        Findings(name: "sha256").bytes(String(length), [UInt8](repeating: 97, count: length))
      }
    default: return false
    }
    return true
  }

  /// The words of the first line of standard input.
  private static func inputLine() -> [String] {
    var words: [String] = []
    var word = ""
    while true {
      let byte = nextInputByte()
      if byte > 32 {
        word.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
        continue
      }
      if !word.isEmpty { words.append(word) }
      word = ""
      if byte < 0 || byte == 10 { return words }
    }
  }
}

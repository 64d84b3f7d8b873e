import CLibFuzzer
import Foundation
import FuzzTargets

/// `fuzz`: libFuzzer over one of the targets; `FUZZ_TARGET` names it, all arguments are libFuzzer's.
///
/// The name comes by the environment because libFuzzer starts itself again with its arguments alone.
@main
enum Fuzz {
  /// The target that the environment names.
  static let target: any FuzzTarget.Type = {
    let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
    guard let target = FuzzTargets.named(name) else {
      let names = FuzzTargets.all.map { $0.name }.joined(separator: ", ")
      FileHandle.standardError.write(
        Data("fuzz: FUZZ_TARGET is \"\(name)\"; it can be \(names)\n".utf8))
      exit(64)
    }
    return target
  }()

  static func main() {
    _ = target
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    exit(
      LLVMFuzzerRunDriver(&count, &arguments) { bytes, size in
        let input = [UInt8](UnsafeBufferPointer(start: bytes, count: size))
        do {
          try target.check(input)
        } catch {
          fatalError("\(error)")
        }
        return 0
      })
  }
}

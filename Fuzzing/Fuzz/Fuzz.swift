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
    exit(LLVMFuzzerRunDriver(&count, &arguments, check))
  }
}

/// What libFuzzer calls with every input. Its own `main`, which is linked and not used, wants the name.
@_cdecl("LLVMFuzzerTestOneInput")
func check(_ bytes: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  do {
    try Fuzz.target.check([UInt8](UnsafeBufferPointer(start: bytes, count: size)))
  } catch {
    fatalError("\(error)")
  }
  return 0
}

import Foundation
import Testing

#if arch(x86_64) && os(Linux)
  /// The symbols of the optimised kernel objects beside this test's own build folder.
  enum KernelObjects {
    /// `.build/<triple>/release`. A debug build is not looked at: without optimisation, copies of the
    /// standard library's generic functions stay in every object, and nobody ships one.
    static var folder: URL {
      URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("release")
    }

    static func objects(of module: String) -> [String] {
      let build = folder.appendingPathComponent(module + ".build").path
      let names = (try? FileManager.default.contentsOfDirectory(atPath: build)) ?? []
      return names.filter { $0.hasSuffix(".swift.o") }.sorted().map { build + "/" + $0 }
    }

    /// Type and name of every symbol; nil where `nm` cannot be run.
    static func symbols(of module: String) -> [(type: Substring, name: Substring)]? {
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["nm", "--defined-only"] + objects(of: module)
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return nil }
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      return text.split(separator: "\n").compactMap { line in
        let fields = line.split(separator: " ")
        return fields.count == 3 ? (fields[1], fields[2]) : nil
      }
    }

    static let modules = ["KernelsAVX2", "KernelsAVX512"]

    static var canBeListed: Bool {
      modules.allSatisfy { !objects(of: $0).isEmpty && symbols(of: $0) != nil }
    }
  }

  @Suite("Symbols of the kernel objects")
  struct WeakSymbolTests {
    /// The linker keeps one copy of a weak symbol for the whole program: were it one compiled for
    /// AVX-512, an older processor would stop at it.
    @Test(
      "No weak code belongs to another module",
      .enabled(
        if: KernelObjects.canBeListed, "needs nm and an optimised build: swift build -c release"),
      arguments: KernelObjects.modules)
    func weakCode(module: String) throws {
      let symbols = try #require(KernelObjects.symbols(of: module))
      let own = "$s\(module.count)\(module)"
      #expect(symbols.contains { $0.type == "T" && $0.name.hasPrefix(own + "13affineForward") })
      let foreign = symbols.filter { $0.type == "W" && !$0.name.hasPrefix(own) }
      #expect(foreign.map(\.name) == [])
    }
  }
#endif

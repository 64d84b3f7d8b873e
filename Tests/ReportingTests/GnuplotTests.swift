import Foundation
import Testing

@testable import Reporting

@Suite("The program that draws")
struct GnuplotTests {
  static let plain = ["PATH": "/usr/local/bin:/usr/bin:/bin"]

  private func picture(_ title: String, name: String = "test") -> Picture {
    var script = PlotScript()
    let data = script.data([[1, 2], [2, 3.5]])
    script.add("set xlabel \(PlotScript.quoted(title))")
    script.add("set ytics \(PlotScript.tics([(title, 2)]))")
    script.plot(["\(data) using 1:2 with linespoints title \(PlotScript.quoted(title))"])
    return Picture(
      figure: Figure(name: name, alternative: "", caption: ""), height: 300, script: script)
  }

  @Test("It says its version")
  func version() throws {
    #expect(try Gnuplot(environment: Self.plain).version.hasPrefix("gnuplot "))
  }

  @Test("Where it is not on the PATH, the error names the package and the way out")
  func missing() throws {
    for environment in [[:], ["PATH": ""], ["PATH": "/nowhere:."]] {
      let error = #expect(throws: ReportError.noGnuplot) { try Gnuplot(environment: environment) }
      let text = try #require(error).description
      #expect(text.contains("gnuplot-nox") && text.contains("--no-pictures"))
      #expect(!text.contains("\n"))
    }
  }

  @Test("It gets an environment, a home and a folder of its own, and nothing of the caller's")
  func environment() throws {
    let folder = try TemporaryFolder()
    let program = folder.url.appendingPathComponent("gnuplot")
    try Data("#!/bin/sh\necho gnuplot 9\nenv | sort\npwd\nls\n".utf8).write(to: program)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
    let gnuplot = try Gnuplot(environment: ["PATH": folder.url.path, "GNUTERM": "dumb", "TZ": "x"])
    #expect(gnuplot.version == "gnuplot 9")
    let output = try gnuplot.run([], script: "", reading: ["output"])[0]
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    let home = try #require(lines.first { $0.hasPrefix("HOME=") }).dropFirst(5)
    // The shell itself sets PWD, OLDPWD, SHLVL and _.
    let own = lines.filter { line in
      line.contains("=") && !["PWD=", "OLDPWD=", "SHLVL=", "_="].contains { line.hasPrefix($0) }
    }
    #expect(own == ["HOME=\(home)", "LC_ALL=C", "PATH=/usr/bin:/bin", "TZ=UTC"])
    #expect(lines.contains(String(home)))
    #expect(lines.suffix(3) == ["messages", "output", "script"])
    #expect(!FileManager.default.fileExists(atPath: String(home)))
  }

  @Test("The same picture is the same bytes, each time in another folder")
  func deterministic() throws {
    let first = try Gnuplot(environment: Self.plain).draw([picture("x")])
    let second = try Gnuplot(environment: Self.plain).draw([picture("x")])
    #expect(first.map(\.svg) == second.map(\.svg))
    #expect(first.map(\.png) == second.map(\.png))
    #expect(first[0].png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test(
    "No text is taken for a command, markup or another file",
    arguments: [
      "a_b^{c} @x & \\alpha {/Symbol a}", "it's 'quoted' \"twice\"", "`touch pwned`",
      "$d1 @M %s %g",
      "'; system('touch pwned'); print '", "<script>alert(1)</script> ]]> & \"", "\\n\\t\\\\", "#x",
      "– ± ü 漢字 ▲", "a\nb\r\u{0}\u{7}\u{202E}c",
    ])
  func hostile(text: String) throws {
    let drawn = try Gnuplot(environment: Self.plain).draw([picture(text)])
    let parser = XMLText(Data(InlineSVG(drawn[0].svg, name: "x", alternative: text).text.utf8))
    #expect(parser.error == nil)
    let expected = String(
      text.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "\n", "\r", "\u{0}", "\u{7}", "\u{202E}": " "
        case "'": "\u{2019}"
        default: Character(scalar)
        }
      })
    // The axis, the mark and the legend.
    #expect(
      parser.texts.filter { $0.trimmed == expected.trimmed }.count == 3, "\(parser.texts)")
    #expect(!parser.elements.contains("script"))
    #expect(parser.attributes.contains(["aria-label", text.xml]))
  }

  @Test("A script that gnuplot refuses is an error in one line that says why")
  func refused() throws {
    var script = PlotScript()
    script.add("plot nonsense(")
    let bad = Picture(
      figure: Figure(name: "bad", alternative: "", caption: ""), height: 300, script: script)
    let gnuplot = try Gnuplot(environment: Self.plain)
    let error = #expect(throws: ReportError.self) { try gnuplot.draw([bad, picture("good")]) }
    guard case .drawing(let reason) = try #require(error) else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("line ") && !reason.contains("\n"))
  }

  @Test("A program that does not end is ended")
  func timeLimit() throws {
    var gnuplot = try Gnuplot(environment: Self.plain)
    gnuplot.timeLimit = 0.5
    #expect(throws: ReportError.drawing("it took longer than 0 seconds")) {
      try gnuplot.run(["-d", "-"], script: "pause 600\n", reading: ["output"])
    }
  }

  @Test("Long words are cut")
  func long() {
    #expect(PlotScript.quoted("abcdef", limit: 4) == "'abc…'")
    #expect(PlotScript.quoted("abcd", limit: 4) == "'abcd'")
    #expect(PlotScript.quoted("don't") == "'don\u{2019}t'")
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }

  /// As an XML parser gives an attribute's value back: white space is spaces, controls and what
  /// turns the direction of writing are replaced.
  fileprivate var xml: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar {
          case "\n", "\r", "\t": " "
          case "\u{0}", "\u{7}", "\u{202E}": "\u{FFFD}"
          default: scalar
          }
        }))
  }
}

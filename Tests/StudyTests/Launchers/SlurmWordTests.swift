import Testing

@testable import Study

@Suite("Slurm's words")
struct SlurmWordTests {
  private let array = ArrayRequest(
    name: "bench-b-1", indexes: [1, 3, 4, 5], after: "17", script: "/s/run.sh",
    arguments: ["/usr/bin/bench", "work", "/a b/batch.json", "1"], directory: "/home/me",
    log: ("/50%/1-", ".log"))

  @Test("The user's options come before those that must be so, the script and its arguments last")
  func submission() throws {
    let slurm = Slurm(options: try SlurmOptions("--no-requeue -p long"), throttle: 4)
    #expect(
      slurm.words(of: array) == [
        "--requeue", "--open-mode=append", "--no-requeue", "-p", "long", "--parsable",
        "--kill-on-invalid-dep=yes", "--job-name=bench-b-1", "--array=1,3-5%4",
        "--dependency=aftercorr:17", "--chdir=/home/me", "--output=/50%%/1-%a.log", "/s/run.sh",
        "/usr/bin/bench", "work", "/a b/batch.json", "1",
      ])
  }

  @Test(
    "Numbers in a row are written as a range",
    arguments: [
      ([1], "1"), ([1, 2], "1-2"), ([2, 4, 6], "2,4,6"), ([1, 2, 3, 7, 9, 10], "1-3,7,9-10"),
    ] as [([Int], String)])
  func ranges(indexes: [Int], text: String) {
    #expect(Slurm.ranges(indexes) == text)
  }

  @Test(
    "A line of squeue is a task with its state; what is no task of an array is passed over",
    arguments: [
      ("12|3|PENDING|Dependency|bench-b-0", .waiting),
      ("12|3|RUNNING|None|bench-b-0", .running),
      ("12|3|COMPLETING|None|bench-b-0", .running),
      ("12|3|COMPLETED|None|bench-b-0", .completed),
      ("12|3|NODE_FAIL|None|bench-b-0", .ended("NODE_FAIL")),
      ("12|N/A|RUNNING|None|bench-b-0", nil),
      ("slurm_load_jobs error", nil),
    ] as [(String, QueuedTask.State?)])
  func line(line: String, state: QueuedTask.State?) {
    let task = Slurm.task(line[...])
    #expect(task?.state == state)
    guard let task else { return }
    #expect(task.job == "12" && task.index == 3 && task.name == "bench-b-0")
  }

  @Test("A job's name tells batch and array, and names of others mean nothing")
  func names() {
    let place = Batch.place(of: "bench-20261126T065849Z-4c6f0706-12")
    #expect(place?.batch == "20261126T065849Z-4c6f0706")
    #expect(place?.array == 12)
    #expect(Batch.place(of: "train.sh") == nil)
    #expect(Batch.place(of: "bench-mine") == nil)
  }

  @Test("What sbatch hands on to jobs has no mark by which they would be ended with it")
  func unmarked() throws {
    let words = ["/bin/sh", "-c", "echo ${BENCH_FAMILY-none}"]
    let marked = try ChildProcess(command: words, timeout: 60).run()
    #expect(String(decoding: marked.output, as: UTF8.self) != "none\n")
    let unmarked = try ChildProcess(command: words, timeout: 60, endsFamily: false).run()
    #expect(String(decoding: unmarked.output, as: UTF8.self) == "none\n")
  }

  @Test("A client program that is not there is an error that says what to do")
  func unavailable() {
    #expect(
      "\(LauncherError.unavailable(tool: "squeue", reason: "No such file or directory"))"
        == "squeue: cannot be started (No such file or directory); install Slurm's client programs "
        + "here, or sweep without --launcher")
  }
}

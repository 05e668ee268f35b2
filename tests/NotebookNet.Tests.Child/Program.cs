using NotebookNet.Tests.Child;

// Started by the tests, with instruction sets or processors switched off for one: prints what the process has, then hashes
// of what the library computes there; or does what might end the process.
string[] lines = args switch
{
    ["hashes", string shapes, string steps] =>
    [
        .. Machine.Describe(),
        .. KernelHashes.Compute(int.Parse(shapes)),
        .. TrainingHashes.Compute(int.Parse(steps)),
    ],
    ["threads"] => [Machine.Threads()],
    ["interruptions", string times] => Interruptions.Compute(int.Parse(times)),
    _ => throw new ArgumentException(
        $"Expected 'hashes' with a number of shapes and one of steps, 'threads', or 'interruptions' with their number, got '{string.Join(' ', args)}'"
    ),
};
foreach (string line in lines)
{
    Console.WriteLine(line);
}

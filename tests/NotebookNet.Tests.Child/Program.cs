using NotebookNet.Tests.Child;

// Started by the tests, with instruction sets or processors switched off for one: prints what the process has, then hashes
// of what the library computes there; or does what might end the process.
string[] lines = args switch
{
    ["kernels"] => [.. Machine.Describe(), .. KernelHashes.Compute()],
    ["trainings"] => [.. Machine.Describe(), .. TrainingHashes.Compute()],
    ["threads"] => [Machine.Threads()],
    ["interruptions"] => Interruptions.Compute(),
    _ => throw new ArgumentException(
        $"Expected 'kernels', 'trainings', 'threads' or 'interruptions', got '{string.Join(' ', args)}'"
    ),
};
foreach (string line in lines)
{
    Console.WriteLine(line);
}

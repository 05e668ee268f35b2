using NotebookNet.Tests.Child;

// Started by the tests with instruction sets or processors switched off: prints what the process has, then hashes of
// what the library computes there.
string[] lines = args switch
{
    ["kernels"] => [.. Machine.Describe(), .. KernelHashes.Compute()],
    ["trainings"] => [.. Machine.Describe(), .. TrainingHashes.Compute()],
    _ => throw new ArgumentException(
        $"Expected 'kernels' or 'trainings', got '{string.Join(' ', args)}'"
    ),
};
foreach (string line in lines)
{
    Console.WriteLine(line);
}

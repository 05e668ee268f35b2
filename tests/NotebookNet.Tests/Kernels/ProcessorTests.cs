using System.Diagnostics;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>The same computation in child processes that may use less, or pretend to have more, of the processor.</summary>
public class ProcessorTests
{
    public static TheoryData<string, string, string> Switches =>
        new()
        {
            { "DOTNET_EnableAVX512", "0", "Vector512 False" },
            { "DOTNET_EnableAVX2", "0", "Vector256 False" },
            { "DOTNET_EnableHWIntrinsic", "0", "Vector128 False" },
            { "DOTNET_PROCESSOR_COUNT", "1", "Processors 1" },
            { "DOTNET_PROCESSOR_COUNT", "8", "Processors 8" },
            { ThreadLimit.Variable, "5", "Vector128 True" },
        };

    private const int ShortSteps = 20;
    private const int LongSteps = 2000;

    /// <summary>Stands for never: a child that computes takes seconds, and a slow machine some minutes.</summary>
    private static readonly TimeSpan s_never = TimeSpan.FromMinutes(30);

    /// <summary>What this process's own settings give: the other side of every comparison.</summary>
    private static readonly Lazy<Task<string[]>> s_short = new(() => Hashes(7, ShortSteps));
    private static readonly Lazy<Task<string[]>> s_long = new(() => Hashes(10, LongSteps));

    [Theory]
    [MemberData(nameof(Switches))]
    public async Task Kernels_and_trainings_compute_the_same_bits(
        string variable,
        string value,
        string effect
    ) =>
        AssertSameHashes(
            await s_short.Value,
            await Hashes(7, ShortSteps, (variable, value)),
            effect
        );

    [Theory]
    [MemberData(nameof(Switches))]
    [Trait("Tier", "long")]
    public async Task Large_products_and_trainings_of_some_thousand_steps_end_at_the_same_bits(
        string variable,
        string value,
        string effect
    ) =>
        AssertSameHashes(
            await s_long.Value,
            await Hashes(10, LongSteps, (variable, value)),
            effect
        );

    [Theory]
    [InlineData("1", "Threads 1")]
    [InlineData("5", "Threads 5")]
    [InlineData(
        "all",
        "The environment variable NOTEBOOKNET_THREADS is \"all\"; expected the number of threads, from 1 to 1024"
    )]
    public async Task The_environment_says_how_many_threads_there_are(
        string value,
        string expected
    ) => Assert.Equal([expected], await RunChild(["threads"], (ThreadLimit.Variable, value)));

    [Theory]
    [InlineData(40)]
    [InlineData(200, Label = "often", Traits = ["Tier", "long"])]
    public async Task A_thread_that_is_interrupted_while_it_multiplies_leaves_no_worker_behind(
        int times
    ) =>
        Assert.Equal(
            [$"interrupted {times}", "wrong 0"],
            await RunChild(["interruptions", $"{times}"], (ThreadLimit.Variable, "8"))
        );

    private static void AssertSameHashes(string[] plain, string[] switched, string effect)
    {
        Assert.Contains(effect, switched);
        string[] expected = [.. plain.Where(IsHash)];
        Assert.Equal(4 + 9, expected.Length);
        string[] differing = [.. expected.Except(switched).Select(line => line.Split(' ')[0])];
        Assert.True(
            differing.Length == 0,
            $"Other bits than with this process's own settings: {string.Join(", ", differing)}."
        );
        Assert.Equal(expected, switched.Where(IsHash));
    }

    private static bool IsHash(string line) => line.Split(' ') is [_, { Length: 64 }];

    private static Task<string[]> Hashes(
        int shapes,
        int steps,
        params (string Variable, string Value)[] switches
    ) => RunChild(["hashes", $"{shapes}", $"{steps}"], switches);

    private static async Task<string[]> RunChild(
        string[] arguments,
        params (string Variable, string Value)[] switches
    )
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "NotebookNet.Tests.Child.dll"), .. arguments]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string variable, string value) in switches)
        {
            start.Environment[variable] = value;
        }

        string what = string.Join(
            ' ',
            [
                .. switches.Select(one => $"{one.Variable}={one.Value}"),
                "NotebookNet.Tests.Child",
                .. arguments,
            ]
        );
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource never = new(s_never);
        try
        {
            await process.WaitForExitAsync(never.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"{what}: has not ended after {s_never.TotalMinutes} minutes.");
        }

        Assert.True(process.ExitCode == 0, $"{what}: exit code {process.ExitCode}: {await error}");
        return (await output).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
    }
}

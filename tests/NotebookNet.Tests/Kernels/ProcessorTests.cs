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

    [Theory]
    [MemberData(nameof(Switches))]
    public Task The_kernels_compute_the_same_bits(string variable, string value, string effect) =>
        AssertSameHashes("kernels", 3, variable, value, effect);

    [Theory]
    [MemberData(nameof(Switches))]
    public Task Trainings_of_some_thousand_steps_end_at_the_same_weights(
        string variable,
        string value,
        string effect
    ) => AssertSameHashes("trainings", 9, variable, value, effect);

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
    ) => Assert.Equal([expected], await RunChild("threads", (ThreadLimit.Variable, value)));

    [Fact]
    public async Task A_thread_that_is_interrupted_while_it_multiplies_leaves_no_worker_behind() =>
        Assert.Equal(
            ["interrupted 200", "wrong 0"],
            await RunChild("interruptions", (ThreadLimit.Variable, "8"))
        );

    private static async Task AssertSameHashes(
        string what,
        int count,
        string variable,
        string value,
        string effect
    )
    {
        string[] plain = await RunChild(what);
        string[] switched = await RunChild(what, (variable, value));
        Assert.Contains(effect, switched);
        Assert.Equal(count, Hashes(plain).Length);
        Assert.Equal(Hashes(plain), Hashes(switched));
    }

    private static string[] Hashes(string[] lines) =>
        [.. lines.Where(line => line.Split(' ') is [_, { Length: 64 }])];

    private static async Task<string[]> RunChild(
        string what,
        params (string Variable, string Value)[] switches
    )
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"
        )
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "NotebookNet.Tests.Child.dll"),
                what,
            },
            RedirectStandardOutput = true,
        };
        foreach ((string variable, string value) in switches)
        {
            start.Environment[variable] = value;
        }

        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(
            TestContext.Current.CancellationToken
        );
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        return output.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
    }
}

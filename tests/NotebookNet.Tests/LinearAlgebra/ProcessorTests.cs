using System.Diagnostics;

namespace NotebookNet.Tests.LinearAlgebra;

/// <summary>The same computation in child processes that may use less, or pretend to have more, of the processor.</summary>
public class ProcessorTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "0", "Vector512 False")]
    [InlineData("DOTNET_EnableAVX2", "0", "Vector256 False")]
    [InlineData("DOTNET_EnableHWIntrinsic", "0", "Vector128 False")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "1", "Processors 1")]
    [InlineData("DOTNET_PROCESSOR_COUNT", "8", "Processors 8")]
    public async Task The_kernels_compute_the_same_bits(
        string variable,
        string value,
        string effect
    )
    {
        string[] plain = await RunChild();
        string[] switched = await RunChild((variable, value));
        Assert.Contains(effect, switched);
        Assert.Equal(3, Hashes(plain).Length);
        Assert.Equal(Hashes(plain), Hashes(switched));
    }

    private static string[] Hashes(string[] lines) =>
        [.. lines.Where(line => line.Split(' ') is [_, { Length: 64 }])];

    private static async Task<string[]> RunChild(params (string Variable, string Value)[] switches)
    {
        ProcessStartInfo start = new(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet"
        )
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "NotebookNet.Tests.Child.dll"),
                "kernels",
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

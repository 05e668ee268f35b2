using System.CommandLine;
using NotebookNet.Runner.Commands;

namespace NotebookNet.Runner.Tests;

/// <summary>How much memory a notebook may take, however small the machine and however many run at the same time.</summary>
public sealed class HeapLimitTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(2048, 40, 4, 256)] // 40 jobs would have 25 MB each, with which nothing starts.
    [InlineData(2048, 4, 4, 256)]
    [InlineData(2048, 1, 1, 1024)]
    [InlineData(65536, 40, 40, 819)]
    [InlineData(65536, 2, 2, 16384)]
    [InlineData(300, 8, 1, 150)]
    public void Fewer_notebooks_run_at_a_time_where_each_would_have_too_little(
        int machine,
        int asked,
        int jobs,
        int each
    )
    {
        HeapLimit limit = HeapLimit.Of(null, asked, machine * Megabyte, isSetOutside: false);

        Assert.Equal(jobs, limit.Jobs);
        Assert.InRange(limit.Bytes!.Value / Megabyte, each - 1, each);
        Assert.Contains($"{limit.Bytes / Megabyte} MB", limit.Words);
    }

    [Fact]
    public void What_the_command_line_gives_holds_and_what_the_environment_sets_stays()
    {
        HeapLimit asked = HeapLimit.Of(100 * Megabyte, 40, 2048 * Megabyte, isSetOutside: true);
        HeapLimit outside = HeapLimit.Of(null, 40, 2048 * Megabyte, isSetOutside: true);
        Dictionary<string, string?> variables = new()
        {
            ["DOTNET_GCHeapHardLimitPercent"] = "5",
            ["DOTNET_GCHeapHardLimit"] = "1",
        };
        Dictionary<string, string?> kept = new(variables);
        asked.Set(variables);
        outside.Set(kept);

        Assert.Equal((100 * Megabyte, 40), (asked.Bytes, asked.Jobs));
        Assert.Equal((null, 40), (outside.Bytes, outside.Jobs));
        Assert.Equal("6400000", Assert.Single(variables).Value);
        Assert.Equal(2, kept.Count);
    }

    [Theory]
    [InlineData("512M", 512)]
    [InlineData("512MB", 512)]
    [InlineData("512mib", 512)]
    [InlineData("2G", 2048)]
    [InlineData("1.5g", 1536)]
    [InlineData("65536K", 64)]
    [InlineData("67108864", 64)]
    [InlineData("1T", 1_048_576)]
    public void A_size_is_read_with_or_without_a_unit(string text, long megabytes) =>
        Assert.Equal((megabytes * Megabyte, 0), Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("G")]
    [InlineData("63M")]
    [InlineData("0")]
    [InlineData("-1G")]
    [InlineData("2 apples")]
    [InlineData("1e9G")]
    [InlineData("9999999999999T")]
    [InlineData("NaN")]
    public void What_is_no_size_is_refused(string text) => Assert.Equal(1, Read(text).Errors);

    private static (long? Bytes, int Errors) Read(string text)
    {
        Option<long?> option = new("--memory-limit") { CustomParser = OptionValues.Memory };
        ParseResult parse = new Command("test") { option }.Parse(["--memory-limit", text]);
        return parse.Errors.Count > 0 ? (null, parse.Errors.Count) : (parse.GetValue(option), 0);
    }

    [Theory]
    [InlineData(134, "", "exit code 134, signal 6: it gave up without a word")]
    [InlineData(
        134,
        "Process terminated. So.\n",
        "exit code 134, signal 6: Process terminated. So"
    )]
    [InlineData(137, "", "exit code 137, signal 9")]
    [InlineData(3, "words of a cell\n", "exit code 3")]
    [InlineData(
        139,
        "Out of memory.\n",
        "Out of memory (the managed heap of a notebook may take 100 MB"
    )]
    public void Why_a_process_has_ended_is_said_as_far_as_it_is_known(
        int exitCode,
        string printed,
        string said
    ) =>
        Assert.Contains(
            said,
            LastWords.Of(exitCode, printed, new HeapLimit(100 * Megabyte, 1)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(40, ulong.MaxValue, ulong.MaxValue, "ulimit -n is 40")]
    [InlineData(1024, 2_048_000_000, ulong.MaxValue, "ulimit -v is 2000000")]
    [InlineData(1024, ulong.MaxValue, 20, "ulimit -u is 20")]
    [InlineData(1024, ulong.MaxValue, ulong.MaxValue, null)]
    [InlineData(128, 4_096_000_000, 64, null)]
    public void A_limit_of_the_shell_with_which_nothing_would_run_is_named(
        ulong files,
        ulong bytes,
        ulong threads,
        string? said
    )
    {
        string? reason = ProcessLimits.TooLow(files, bytes, threads);

        Assert.Equal(said is null, reason is null);
        Assert.StartsWith(said ?? "", reason ?? "", StringComparison.Ordinal);
    }
}

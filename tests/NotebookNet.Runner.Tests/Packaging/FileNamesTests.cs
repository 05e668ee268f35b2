using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NotebookNet.Runner.Tests.Packaging;

/// <summary>The repository can be checked out on any system: what Windows or a file system that ignores case takes for no name.</summary>
public sealed partial class FileNamesTests
{
    /// <summary>Of the 260 characters that Windows allows a path by itself, the folder of the clone has the others.</summary>
    private const int Longest = 120;

    [Fact]
    public void Every_file_can_have_its_name_on_Windows() =>
        Assert.DoesNotContain(
            Files(),
            file => file.Length > Longest || file.Split('/').Any(IsNoName)
        );

    [Fact]
    public void No_two_files_differ_in_case_alone() =>
        Assert.Empty(
            Files()
                .GroupBy(file => file, StringComparer.OrdinalIgnoreCase)
                .Where(group => group.Count() > 1)
                .Select(group => group.Key)
        );

    [Theory]
    [InlineData("aux.ipynb", true)]
    [InlineData("com1", true)]
    [InlineData("a:b", true)]
    [InlineData("what?.md", true)]
    [InlineData("ends.", true)]
    [InlineData("ends ", true)]
    [InlineData("auxiliary.ipynb", false)]
    [InlineData(".gitattributes", false)]
    [InlineData("a b.ipynb", false)]
    public void What_Windows_takes_for_no_name(string name, bool expected) =>
        Assert.Equal(expected, IsNoName(name));

    private static bool IsNoName(string name) => NoName().IsMatch(name);

    private static string[] Files()
    {
        ProcessStartInfo start = new("git", ["ls-files", "-z"])
        {
            WorkingDirectory = RepositoryFiles.Root,
            RedirectStandardOutput = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        using Process git = Process.Start(start)!;
        string[] files = git
            .StandardOutput.ReadToEnd()
            .Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.SkipWhen(files.Length == 0, "This folder is no clone: git lists nothing.");
        return files;
    }

    [GeneratedRegex(
        @"[<>:""|?*\\\x00-\x1f]|[. ]\z|^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex NoName();
}

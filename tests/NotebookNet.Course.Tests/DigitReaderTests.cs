using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using NotebookNet.Runner.Tests.Support;
using StbImageSharp;
using StbImageWriteSharp;

namespace NotebookNet.Course.Tests;

/// <summary>The console program of chapter 13b, what it reads, and the same network in PyTorch.</summary>
public sealed class DigitReaderTests : IDisposable
{
    private const string Usage = "Usage: DigitReader digits.safetensors my-digit.png";

    private static readonly string s_weights = Digits("digits.safetensors");

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// Those whose names begin with the digit that they show, and not a reader's own; what notebook 13b says of the one beside a
    /// line is that it is not recognized.
    /// </summary>
    public static TheoryData<string> Pictures =>
        [
            .. Described("digits")
                .Select(file => file.Name)
                .Where(name => char.IsAsciiDigit(name[0]) && name != "3-beside-a-line.png"),
        ];

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task It_names_the_digit(string picture)
    {
        (int exitCode, string output, string error) = await AskAsync(s_weights, Digits(picture));
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"^\d \(\d+\.\d %\)\n$", output.ReplaceLineEndings("\n"));
        Assert.Equal(picture[0], output[0]);
    }

    [Fact]
    public async Task It_runs_as_the_chapter_says()
    {
        string folder = Path.GetFileName(
            Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd('/', '\\'))
        )!;
        (int exitCode, string output, string error) = await RunAsync(
            "dotnet",
            [
                "run",
                "--no-build",
                "--configuration",
                folder,
                "--project",
                "notebooks/13b-digit-reader",
                "--",
                s_weights,
                Digits("7-crossed.png"),
            ]
        );
        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith("7 (", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Jpeg_and_transparent_paper_are_read_alike()
    {
        ImageResult picture = ImageResult.FromMemory(
            File.ReadAllBytes(Digits("7-crossed.png")),
            StbImageSharp.ColorComponents.RedGreenBlueAlpha
        );
        using (FileStream jpeg = File.Create(_folder["7.jpg"]))
        {
            new ImageWriter().WriteJpg(
                picture.Data,
                picture.Width,
                picture.Height,
                StbImageWriteSharp.ColorComponents.RedGreenBlueAlpha,
                jpeg,
                60
            );
        }

        for (int at = 0; at < picture.Data.Length; at += 4)
        {
            // Black ink, as opaque as the pixel is dark.
            picture.Data[at + 3] = (byte)(255 - picture.Data[at]);
            picture.Data.AsSpan(at, 3).Clear();
        }

        using (FileStream png = File.Create(_folder["7.png"]))
        {
            new ImageWriter().WritePng(
                picture.Data,
                picture.Width,
                picture.Height,
                StbImageWriteSharp.ColorComponents.RedGreenBlueAlpha,
                png
            );
        }

        Assert.StartsWith(
            "7 (",
            (await AskAsync(s_weights, _folder["7.jpg"])).Output,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "7 (",
            (await AskAsync(s_weights, _folder["7.png"])).Output,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_two_files_it_says_how_it_is_used()
    {
        await RefusedAsync(Usage);
        await RefusedAsync(Usage, s_weights);
        await RefusedAsync(Usage, s_weights, "a.png", "b.png");
    }

    [Fact]
    public async Task What_it_cannot_use_is_said_in_a_line()
    {
        string picture = Digits("7-plain.png");
        NotebookNet.Network.FullyConnected(784, [50], 10).Save(_folder["other.safetensors"]);
        File.WriteAllBytes(_folder["half.png"], File.ReadAllBytes(picture)[..900]);
        File.WriteAllText(_folder["empty.png"], "");
        await RefusedAsync("not-there.png", s_weights, _folder["not-there.png"]);
        await RefusedAsync("not-there.safetensors", _folder["not-there.safetensors"], picture);
        await RefusedAsync("digits.safetensors is no PNG", s_weights, s_weights);
        await RefusedAsync("half.png is no PNG", s_weights, _folder["half.png"]);
        await RefusedAsync("empty.png is no PNG", s_weights, _folder["empty.png"]);
        await RefusedAsync("7-plain.png: expected", picture, picture);
        await RefusedAsync(
            "other.safetensors: tensor 0.weight: expected",
            _folder["other.safetensors"],
            picture
        );
        await RefusedAsync(
            "There is no ink in this picture",
            s_weights,
            Digits("not-written-on.png")
        );
        await RefusedAsync("denied", s_weights, Digits(""));
    }

    [Theory]
    [InlineData("digits", 20)]
    [InlineData("disks", 2)]
    public void The_files_are_those_that_their_description_names(string folder, int count)
    {
        (string Name, string Checksum)[] files = Described(folder);
        Assert.Equal(count, files.Length);
        Assert.All(
            files,
            file =>
                Assert.Equal(
                    file.Checksum,
                    Convert.ToHexStringLower(
                        SHA256.HashData(File.ReadAllBytes(Data(folder, file.Name)))
                    )
                )
        );
    }

    /// <summary>Tables byte for byte, and pictures pixel for pixel, since another zlib packs them otherwise.</summary>
    [Theory]
    [InlineData("digits", 18)]
    [InlineData("disks", 2)]
    public async Task Its_script_makes_the_files(string folder, int count)
    {
        string? python = await FindPythonAsync(
            "import numpy; assert numpy.__version__.startswith('1.24.')"
        );
        Assert.SkipWhen(
            python is null,
            "No python3 on this machine has NumPy 1.24, and another version may draw other numbers."
        );
        File.Copy(Data(folder, "make.py"), _folder["make.py"]);
        (int exitCode, _, string error) = await RunAsync(python, [_folder["make.py"]]);
        Assert.True(exitCode == 0, error);
        string[] made =
        [
            .. Described(folder)
                .Select(file => file.Name)
                .Where(name => File.Exists(_folder[name])),
        ];
        Assert.Equal(count, made.Length);
        Assert.All(made, name => Assert.Equal(Content(Data(folder, name)), Content(_folder[name])));
    }

    [Fact]
    public void The_answers_that_are_kept_are_the_networks()
    {
        Network network = Network.FullyConnected(784, [100], 10);
        network.Load(s_weights);
        double[][] ours = network.Predict(Mnist.Load().Train.Take(200).Inputs).ToRowArrays();
        Near(ours, Answers(Digits("answers-torch.csv"), "float64"), Math.ScaleB(1, -53));
        Near(ours, Answers(Digits("answers-torch.csv"), "float32"), Math.ScaleB(1, -24));
    }

    [Fact]
    public async Task PyTorch_gives_the_answers_that_are_kept()
    {
        string? python = await FindPythonAsync("import numpy, torch");
        Assert.SkipWhen(python is null, "No python3 on this machine has PyTorch and NumPy.");
        (int exitCode, _, string error) = await RunAsync(
            python,
            [Digits("in_torch.py"), _folder["answers.csv"]]
        );
        Assert.True(exitCode == 0, error);
        foreach (
            (string kind, int bits) in (ReadOnlySpan<(string, int)>)
                [("float64", 53), ("float32", 24)]
        )
        {
            Near(
                Answers(Digits("answers-torch.csv"), kind),
                Answers(_folder["answers.csv"], kind),
                Math.ScaleB(1, -bits)
            );
        }
    }

    /// <summary>
    /// Each logit is a sum of 100 products of sums of 784: as many roundings, each by at most the unit's share of what has been
    /// added up. In another order they are other ones. Like steps to either side they add up to some √884 ≈ 30 units, for each of two
    /// answers; what is added up is no larger than a few times the largest logit, so four times as much is allowed for.
    /// </summary>
    private static void Near(double[][] expected, double[][] actual, double unit)
    {
        double tolerance = 4 * 2 * 30 * unit * expected.Max(row => row.Max(Math.Abs));
        Assert.Equal(expected.Length, actual.Length);
        double[] apart =
        [
            .. expected.Zip(actual, (a, b) => a.Zip(b, (p, q) => Math.Abs(p - q)).Max()),
        ];
        Assert.True(
            apart.Max() <= tolerance,
            $"They differ by {apart.Max()}, more than {tolerance}."
        );
    }

    private static double[][] Answers(string path, string kind) =>
        Table
            .Load(path)
            .Rows([
                .. Enumerable
                    .Range(0, 10)
                    .Select(k => string.Create(CultureInfo.InvariantCulture, $"{kind} {k}")),
            ]);

    /// <summary>A Python that runs this line without an error, or null.</summary>
    private static async Task<string?> FindPythonAsync(string line)
    {
        foreach (string python in (string[])["python3", "/usr/bin/python3"])
        {
            try
            {
                if ((await RunAsync(python, ["-c", line])).ExitCode == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        return null;
    }

    /// <summary>The rows of a README's table that name a file and its checksum.</summary>
    private static (string Name, string Checksum)[] Described(string folder) =>
        [
            .. File.ReadLines(Data(folder, "README.md"))
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
                .Select(line => line.Split('`'))
                .Where(parts => parts.Length > 3)
                .Select(parts => (parts[1], parts[3])),
        ];

    private static byte[] Content(string path) =>
        path.EndsWith(".png", StringComparison.Ordinal)
            ? ImageResult
                .FromMemory(
                    File.ReadAllBytes(path),
                    StbImageSharp.ColorComponents.RedGreenBlueAlpha
                )
                .Data
            : File.ReadAllBytes(path);

    private static async Task RefusedAsync(string message, params string[] arguments)
    {
        (int exitCode, string output, string error) = await AskAsync(arguments);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static Task<(int ExitCode, string Output, string Error)> AskAsync(
        params string[] arguments
    ) =>
        RunAsync(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "DigitReader.dll"), .. arguments]
        );

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string program,
        string[] arguments
    )
    {
        using Process process = RunnerProcess.Start(
            program,
            new Dictionary<string, string?> { ["LC_ALL"] = "tr_TR.UTF-8" },
            arguments,
            Model.Course.Root
        );
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    private static string Digits(string name) => Data("digits", name);

    private static string Data(string folder, string name) =>
        Path.Combine(Model.Course.Root, "data", folder, name);
}

using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using NotebookNet.Kernels;

namespace NotebookNet.Tests.Kernels;

/// <summary>What the library and the kernels compiled for the browser have agreed on; their bits are tested in a browser.</summary>
public partial class HostKernelsTests
{
    private const string Compiler = "clang-19";
    private const string Version = "19.1.7";
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "browser");

    public static TheoryData<Type, string> Structs =>
        new()
        {
            { typeof(Product), "Product" },
            { typeof(Operand), "Operand" },
            { typeof(HostKernels.SpanArguments), "Spans" },
            { typeof(HostKernels.SoftmaxArguments), "Softmax" },
            { typeof(HostKernels.GatherArguments), "Gather" },
        };

    [Fact]
    public void Without_a_host_there_are_none()
    {
        FieldInfo[] kernels = Kernels();
        Assert.NotEmpty(kernels);
        Assert.All(kernels, kernel => Assert.Equal((nint)0, kernel.GetValue(null)));
    }

    [Fact]
    public void A_host_brings_each_that_the_library_knows()
    {
        string script = File.ReadAllText(Path.Combine(s_folder, "kernels.js"));
        string list = NameList().Match(script).Groups[1].Value;
        Assert.Equal(
            Kernels().Select(kernel => kernel.Name).Order(StringComparer.OrdinalIgnoreCase),
            Quoted().Matches(list).Select(name => name.Groups[1].Value).Order(),
            StringComparer.OrdinalIgnoreCase
        );
    }

    [Theory]
    [MemberData(nameof(Structs))]
    public void Structs_have_the_same_fields_in_the_same_order_on_both_sides(Type type, string name)
    {
        Match found = Headers()
            .Select(text => Struct(name).Match(text))
            .Single(match => match.Success);
        IEnumerable<string> there = Field()
            .Matches(found.Groups[1].Value)
            .Select(field =>
                field.Groups[3].Value
                + " "
                + (field.Groups[2].Length > 0 ? "pointer" : field.Groups[1].Value)
            );
        IEnumerable<string> here = type.GetFields(BindingFlags.Public | BindingFlags.Instance)
            .OrderBy(field => field.MetadataToken)
            .Select(field => field.Name + " " + TypeInC(field.FieldType));
        Assert.Equal(here, there, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_modules_are_those_made_of_the_sources()
    {
        string[] lines = File.ReadAllLines(Path.Combine(s_folder, "Kernels", "SHA256SUMS"));
        string[] expected =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(s_folder, "Kernels"))
                .Where(path => Path.GetExtension(path) is ".c" or ".h" or ".sh" or ".wasm")
                .Select(path =>
                    Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))
                    + "  "
                    + Path.GetFileName(path)
                ),
        ];
        Assert.Equal(expected.Order(), lines.Order());
    }

    [Theory]
    [InlineData("fused.wasm")]
    [InlineData("exact.wasm")]
    public void A_module_writes_nothing_into_the_runtimes_memory_as_it_is_loaded(string name)
    {
        const byte Start = 8;
        const byte Data = 11;
        byte[] sections = [.. Sections(File.ReadAllBytes(Path.Combine(s_folder, "Kernels", name)))];
        Assert.Contains((byte)10, sections);
        Assert.DoesNotContain(Start, sections);
        Assert.DoesNotContain(Data, sections);
    }

    [Fact]
    [Trait("Tier", "long")]
    public void Made_again_the_modules_have_the_same_bytes()
    {
        Assert.SkipUnless(
            VersionOf(Compiler).Contains(Version) && VersionOf("wasm-ld-19").Contains(Version),
            $"needs {Compiler} and wasm-ld-19, {Version}"
        );
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            ProcessStartInfo start = new("sh");
            start.ArgumentList.Add(Path.Combine(s_folder, "Kernels", "build.sh"));
            start.ArgumentList.Add(folder);
            using (Process build = Process.Start(start)!)
            {
                build.WaitForExit();
                Assert.Equal(0, build.ExitCode);
            }

            foreach (string name in (string[])["fused.wasm", "exact.wasm", "SHA256SUMS"])
            {
                Assert.Equal(
                    File.ReadAllBytes(Path.Combine(s_folder, "Kernels", name)),
                    File.ReadAllBytes(Path.Combine(folder, name))
                );
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static FieldInfo[] Kernels() =>
        [
            .. typeof(HostKernels)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType.IsFunctionPointer),
        ];

    private static IEnumerable<string> Headers() =>
        Directory
            .EnumerateFiles(Path.Combine(s_folder, "Kernels"), "*.h")
            .Select(path => LineComment().Replace(File.ReadAllText(path), ""));

    private static string TypeInC(Type type) =>
        type.IsPointer ? "pointer"
        : type == typeof(int) || type == typeof(nint) ? "int"
        : type == typeof(double) ? "double"
        : type.Name;

    /// <summary>The numbers of a module's sections.</summary>
    private static IEnumerable<byte> Sections(byte[] module)
    {
        for (int at = 8; at < module.Length; )
        {
            yield return module[at++];
            int size = 0;
            for (int shift = 0, more = 1; more != 0; shift += 7)
            {
                size |= (module[at] & 0x7f) << shift;
                more = module[at++] & 0x80;
            }

            at += size;
        }
    }

    /// <summary>What a program says of itself; nothing where there is none.</summary>
    private static string VersionOf(string program)
    {
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo(program, "--version") { RedirectStandardOutput = true }
            )!;
            string text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    private static Regex Struct(string name) =>
        new(@"typedef struct \{([^}]*)\} " + name + ";", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"(\w+) (\*?)(\w+);")]
    private static partial Regex Field();

    [GeneratedRegex("//.*")]
    private static partial Regex LineComment();

    [GeneratedRegex(@"const names = \[([^\]]*)\]")]
    private static partial Regex NameList();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookNet.Jupyter.Specs;

/// <summary>What Jupyter has to know of this kernel: the files of its kernelspec.</summary>
/// <param name="Name">The kernelspec's name, that of its folder.</param>
/// <param name="DisplayName">What a front end's menu calls it.</param>
/// <param name="Launch">How it is started.</param>
internal sealed record KernelSpec(string Name, string DisplayName, KernelLaunch Launch)
{
    public const string DefaultName = "notebooknet";
    public const string DefaultDisplayName = "C# (NotebookNet)";

    /// <summary>The name of .NET Interactive's C# kernel, which existing C# notebooks ask for.</summary>
    public const string NetCSharpName = ".net-csharp";
    public const string NetCSharpDisplayName = ".NET (C#)";

    /// <summary>The file in which Jupyter looks for what a kernel is.</summary>
    public const string FileName = "kernel.json";

    /// <summary>The entry of the metadata that says whose a kernelspec is.</summary>
    public const string Mark = "notebooknet";

    private static readonly JsonSerializerOptions s_readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly string[] s_logos = ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];

    /// <summary>This program's version, without what a build adds to it.</summary>
    private static string Version { get; } =
        typeof(KernelSpec).Assembly.GetName().Version!.ToString(fieldCount: 3);

    /// <summary>Writes its files into a folder.</summary>
    public void Write(string folder)
    {
        foreach (string logo in s_logos)
        {
            using Stream drawn = typeof(KernelSpec).Assembly.GetManifestResourceStream(logo)!;
            using FileStream file = File.Create(Path.Combine(folder, logo));
            drawn.CopyTo(file);
        }

        File.WriteAllText(Path.Combine(folder, FileName), ToJson() + "\n");
    }

    private string ToJson() =>
        new JsonObject
        {
            ["argv"] = new JsonArray([.. Launch.Argv.Select(part => (JsonNode)part)]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject(
                Launch.Environment.Select(variable =>
                    KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)
                )
            ),
            ["metadata"] = new JsonObject { ["debugger"] = false, [Mark] = Version },
        }.ToJsonString(s_readable);
}

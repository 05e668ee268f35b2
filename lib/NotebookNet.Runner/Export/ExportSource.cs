using NotebookNet.Runner.Notebooks;

namespace NotebookNet.Runner.Export;

/// <summary>A notebook that is exported.</summary>
/// <param name="Document">What its file holds.</param>
/// <param name="Path">Where its file is.</param>
/// <param name="Target">Where its page will be.</param>
internal sealed record ExportSource(NotebookDocument Document, string Path, string Target)
{
    /// <summary>What a relative link of the notebook becomes on its page; as it is, where nothing else is said.</summary>
    public Func<string, string> Link { get; init; } = target => target;

    /// <summary>Whether the page says where each code cell begins and ends, for whoever runs them there.</summary>
    public bool MarksCells { get; init; }

    /// <summary>Receives what is worth a warning.</summary>
    public Action<string> Warn { get; init; } = _ => { };

    /// <summary>The name of the page, without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Target);
}

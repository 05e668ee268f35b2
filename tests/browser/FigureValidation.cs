namespace NotebookNet.Testing;

/// <summary>The script `validate.js`: a function of a figure's JSON, for a page with plotly.js.</summary>
internal static class FigureValidation
{
    public static string Script { get; } = Read();

    private static string Read()
    {
        using StreamReader reader = new(
            typeof(FigureValidation).Assembly.GetManifestResourceStream("validate.js")!
        );
        // Playwright takes an expression, not what stands above it.
        string text = reader.ReadToEnd();
        return text[text.IndexOf("text =>", StringComparison.Ordinal)..].TrimEnd();
    }
}

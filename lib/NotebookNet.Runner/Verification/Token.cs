namespace NotebookNet.Runner.Verification;

/// <summary>What a part of a text is, and so how it is compared.</summary>
internal enum TokenKind
{
    /// <summary>Compared as it stands.</summary>
    Exact,

    /// <summary>The end of a line, however it is written.</summary>
    NewLine,

    /// <summary>Compared up to the tolerance.</summary>
    Number,

    /// <summary>An absolute path.</summary>
    Path,

    /// <summary>What an element of a page is called, which may be another name at each run.</summary>
    Name,
}

/// <summary>A part of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="Length">How long it is.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<char> In(string text) => text.AsSpan(Start, Length);
}

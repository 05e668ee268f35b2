namespace NotebookNet.Jupyter.Protocol;

/// <summary>Positions in a text: the protocol counts Unicode's characters, .NET the halves of those beyond the first 65,536.</summary>
internal static class CodePoints
{
    /// <summary>The position in .NET's count; the text's end where it lies beyond it.</summary>
    public static int ToIndex(string text, int position)
    {
        int index = 0;
        for (; position > 0 && index < text.Length; position--)
        {
            index += char.IsSurrogatePair(text, index) ? 2 : 1;
        }

        return index;
    }

    /// <summary>The position in the protocol's count; one between two halves lies before them.</summary>
    public static int FromIndex(string text, int index)
    {
        int position = 0;
        for (int i = 0; i < Math.Min(index, text.Length); position++)
        {
            int next = i + (char.IsSurrogatePair(text, i) ? 2 : 1);
            if (next > index)
            {
                break;
            }

            i = next;
        }

        return position;
    }
}

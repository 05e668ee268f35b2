namespace NotebookNet.Session;

/// <summary>The words of a magic command's line: a text in quotes is one, and so is a JSON object or list.</summary>
internal static class MagicWords
{
    public static IEnumerable<string> In(string line)
    {
        // What is not closed up to the end of the line is not looked for again behind the next blank.
        bool isOpen = false;
        int start = 0;
        while (true)
        {
            while (start < line.Length && char.IsWhiteSpace(line[start]))
            {
                start++;
            }

            if (start == line.Length)
            {
                yield break;
            }

            int end = -1;
            if (line[start] == '"')
            {
                end = EndOfText(line, start);
            }
            else if (line[start] is '{' or '[' && !isOpen)
            {
                end = EndOfJson(line, start);
                isOpen = end < 0;
            }

            if (end < 0)
            {
                end = start;
                while (end < line.Length && !char.IsWhiteSpace(line[end]))
                {
                    end++;
                }
            }

            yield return line[start..end];
            start = end;
        }
    }

    private static int EndOfText(string line, int start)
    {
        for (int i = start + 1; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                return i + 1;
            }

            if (line[i] == '\\')
            {
                i++;
            }
        }

        return -1;
    }

    private static int EndOfJson(string line, int start)
    {
        int depth = 0;
        for (int i = start; i < line.Length; i++)
        {
            switch (line[i])
            {
                case '{' or '[':
                    depth++;
                    break;
                case '}' or ']':
                    depth--;
                    break;
                case '"':
                    int end = EndOfText(line, i);
                    if (end < 0)
                    {
                        return -1;
                    }

                    i = end - 1;
                    break;
                case char blank when depth <= 0 && char.IsWhiteSpace(blank):
                    return i;
            }
        }

        return depth <= 0 ? line.Length : -1;
    }
}

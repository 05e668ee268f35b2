namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Reads values into nodes.</summary>
internal static class AnswerNodes
{
    /// <summary>Deeper is no answer to an exercise, and no stack of a reader.</summary>
    private const int Deepest = 200;

    /// <summary>Reads the table of the objects and the values behind it.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static (
        IReadOnlyList<(long Id, ReadOnlyMemory<byte> Content, AnswerNode Node)> Table,
        AnswerNode[] Values
    ) Read(AnswerBytes bytes)
    {
        const int LeastOfRow = sizeof(long) + sizeof(int);
        List<(long, ReadOnlyMemory<byte>, AnswerNode)> table = [];
        for (int count = bytes.Count(LeastOfRow); count > 0; count--)
        {
            long id = bytes.Int64();
            ReadOnlyMemory<byte> content = bytes.Part();
            table.Add((id, content, ReadOne(new AnswerBytes(content), depth: 0)));
        }

        return (table, ReadSome(bytes, depth: 0));
    }

    private static AnswerNode[] ReadSome(AnswerBytes bytes, int depth)
    {
        // Each level may claim all the bytes that are left: room is made for what has come.
        List<AnswerNode> nodes = [];
        for (int count = bytes.Count(); count > 0; count--)
        {
            nodes.Add(ReadOne(bytes, depth));
        }

        return [.. nodes];
    }

    private static AnswerNode ReadOne(AnswerBytes bytes, int depth)
    {
        if (++depth > Deepest)
        {
            throw new InvalidDataException("A value that is too deep.");
        }

        AnswerTag tag = (AnswerTag)bytes.Byte();
        switch (tag)
        {
            case AnswerTag.Scalar:
                return new AnswerNode.Scalar(AnswerScalars.Read(bytes));
            case AnswerTag.Reference:
                return new AnswerNode.Reference(bytes.Int64());
            case AnswerTag.Items:
                return new AnswerNode.Items(ReadSome(bytes, depth));
            case AnswerTag.Numbers:
                return new AnswerNode.Numbers(ReadNumbers(bytes));
            case AnswerTag.Sequence:
                return new AnswerNode.Sequence(ReadSome(bytes, depth));
            case AnswerTag.Map:
                List<(AnswerNode, AnswerNode)> entries = [];
                for (int count = bytes.Count(2); count > 0; count--)
                {
                    entries.Add((ReadOne(bytes, depth), ReadOne(bytes, depth)));
                }

                return new AnswerNode.Map([.. entries]);
            case AnswerTag.Dense:
                return ReadDense(bytes);
            case AnswerTag.Fields:
                string type = bytes.Name();
                AnswerNode.OwnClass? own =
                    bytes.Byte() == 0
                        ? null
                        : new AnswerNode.OwnClass(bytes.Int64(), Names(bytes), Names(bytes));
                List<(string, AnswerNode)> fields = [];
                for (int count = bytes.Count(2); count > 0; count--)
                {
                    fields.Add((bytes.Name(), ReadOne(bytes, depth)));
                }

                return new AnswerNode.Fields(type, own, [.. fields]);
            case AnswerTag.Handle:
                return new AnswerNode.Handle(bytes.Int64(), bytes.Name(), bytes.Byte() != 0);
            case AnswerTag.Refused:
                AnswerRefusal why = (AnswerRefusal)bytes.Byte();
                return Enum.IsDefined(why)
                    ? new AnswerNode.Refused(why)
                    : throw new InvalidDataException($"{why} is no reason.");
            default:
                throw new InvalidDataException($"{tag} is no kind of value.");
        }
    }

    private static string[] Names(AnswerBytes bytes)
    {
        string[] names = new string[bytes.Count()];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = bytes.Name();
        }

        return names;
    }

    private static Array ReadNumbers(AnswerBytes bytes)
    {
        Type element = AnswerScalars.TypeOf((TypeCode)bytes.Byte());
        int[] lengths = new int[bytes.Byte()];
        if (lengths.Length is not (1 or 2))
        {
            throw new InvalidDataException($"An array of {lengths.Length} dimensions.");
        }

        for (int i = 0; i < lengths.Length; i++)
        {
            lengths[i] = bytes.Int32();
        }

        ReadOnlySpan<byte> content = bytes.Take(
            Elements(lengths[0], lengths.Length == 2 ? lengths[1] : 1),
            AnswerScalars.SizeOf(element)
        );
        Array array = Array.CreateInstance(element, lengths);
        AnswerScalars.Copy(content, array);
        return array;
    }

    private static AnswerNode.Dense ReadDense(AnswerBytes bytes)
    {
        int rows = bytes.Int32();
        int columns = bytes.Int32();
        bool isVector = bytes.Byte() != 0;
        int count = Elements(rows, columns);
        if (count == 0 || (isVector && columns != 1))
        {
            throw new InvalidDataException($"A matrix of {rows}×{columns} elements.");
        }

        ReadOnlySpan<byte> content = bytes.Take(count, sizeof(double));
        double[] values = new double[count];
        content.CopyTo(AnswerWriter.BytesOf(values));
        return new AnswerNode.Dense(rows, columns, isVector, values);
    }

    private static int Elements(int rows, int columns) =>
        rows >= 0 && columns >= 0 && (long)rows * columns <= int.MaxValue
            ? rows * columns
            : throw new InvalidDataException($"An array of {rows}×{columns} elements.");
}

using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Writes values, and the objects that they lead to as far as the other side does not hold them as they are now.</summary>
internal sealed class AnswerWriter(AnswerTypes types, AnswerObjects objects, AnswerHandles handles)
{
    /// <summary>Of what only gives its values one after the other no more are counted: there may be no end.</summary>
    public const int MostCounted = 1_000_000;

    private readonly Queue<(long Id, object Value)> _open = new();
    private readonly HashSet<long> _seen = [];

    /// <summary>Writes values behind the table of the objects.</summary>
    /// <exception cref="AnswerException">They are too large.</exception>
    public ReadOnlyMemory<byte> Write(IReadOnlyList<object?> values)
    {
        using MemoryStream roots = new();
        using BinaryWriter root = new(roots);
        foreach ((long id, object value) in objects.All)
        {
            Open(id, value);
        }

        root.Write(values.Count);
        foreach (object? value in values)
        {
            WriteValue(root, value);
        }

        MemoryStream all = new();
        BinaryWriter writer = new(all);
        writer.Write(0);
        int count = 0;
        while (_open.TryDequeue(out (long Id, object Value) next))
        {
            long start = all.Length;
            writer.Write(next.Id);
            writer.Write(0);
            long content = all.Length;
            WriteContent(writer, next.Value);
            if (all.Length > AnswerFrame.MostBytes)
            {
                throw new AnswerException(
                    Invariant(
                        $"a value of more than {AnswerFrame.MostBytes >> 20} MB does not leave its process"
                    )
                );
            }

            int length = (int)(all.Length - content);
            if (objects.Note(next.Id, Written(all)[^length..]))
            {
                all.Position = content - sizeof(int);
                writer.Write(length);
                count++;
            }
            else
            {
                all.SetLength(start);
            }

            all.Position = all.Length;
        }

        writer.Write(Written(roots));
        all.Position = 0;
        writer.Write(count);
        return all.GetBuffer().AsMemory(0, (int)all.Length);
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) =>
        stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private void Open(long id, object value)
    {
        if (_seen.Add(id))
        {
            _open.Enqueue((id, value));
        }
    }

    private void WriteValue(BinaryWriter writer, object? value)
    {
        switch (value)
        {
            case null or string or decimal:
            case IConvertible when value.GetType() is { IsPrimitive: true } or { IsEnum: true }:
                AnswerScalars.Write(writer, value);
                break;
            case ITuple tuple:
                writer.Write((byte)AnswerTag.Items);
                writer.Write(tuple.Length);
                for (int i = 0; i < tuple.Length; i++)
                {
                    WriteValue(writer, tuple[i]);
                }

                break;
            case ValueType when IsPair(value.GetType()):
                writer.Write((byte)AnswerTag.Items);
                writer.Write(2);
                WriteValue(writer, value.GetType().GetProperty("Key")!.GetValue(value));
                WriteValue(writer, value.GetType().GetProperty("Value")!.GetValue(value));
                break;
            case Delegate or AnswerHandles.Function:
                WriteHandle(
                    writer,
                    handles.IdOf(value),
                    AnswerLibraryFunctions.NameOf(value) ?? AnswerScalars.Words(value.GetType()),
                    isFunction: true
                );
                break;
            case not null when AnswerRemote.Of(value) is { } remote:
                WriteHandle(writer, remote.Id, value.GetType().Name, isFunction: false);
                break;
            case ValueType when AnswerTypes.Travels(value.GetType()):
                WriteFields(writer, value);
                break;
            case not null when IsContent(value):
                long id = objects.IdOf(value);
                writer.Write((byte)AnswerTag.Reference);
                writer.Write(id);
                Open(id, value);
                break;
            default:
                WriteHandle(
                    writer,
                    handles.IdOf(value),
                    AnswerScalars.Words(value.GetType()),
                    isFunction: false
                );
                break;
        }
    }

    /// <summary>Whether an object travels as what it holds.</summary>
    private static bool IsContent(object value)
    {
        Type type = value.GetType();
        return type is { IsArray: true }
            ? ((Array)value).Rank == 1 || IsNumbers((Array)value)
            : AnswerTypes.DenseBase(type) is not null
                || AnswerTypes.Travels(type)
                || value is IDictionary
                || (value is IEnumerable and not string && ElementOf(type) is not null);
    }

    private void WriteContent(BinaryWriter writer, object value)
    {
        Type type = value.GetType();
        if (AnswerTypes.DenseBase(type) is { } dense)
        {
            bool isVector = AnswerTypes.IsVector(dense);
            AnswerMatrices matrices = AnswerMatrices.Of(dense);
            double[] numbers = matrices.Numbers(value);
            (int rows, int columns) = matrices.Shape(value);
            writer.Write((byte)AnswerTag.Dense);
            writer.Write(rows);
            writer.Write(columns);
            writer.Write(isVector);
            writer.Write(MemoryMarshal.AsBytes<double>(numbers));
        }
        else if (value is Array array && IsNumbers(array))
        {
            WriteNumbers(writer, array);
        }
        else if (value is IEnumerable and not Array && AnswerComparers.HasOwn(value))
        {
            WriteRefused(writer, AnswerRefusal.Comparer);
        }
        else if (value is IDictionary map)
        {
            writer.Write((byte)AnswerTag.Map);
            writer.Write(map.Count);
            foreach (DictionaryEntry entry in map)
            {
                WriteValue(writer, entry.Key);
                WriteValue(writer, entry.Value);
            }
        }
        else if (AnswerTypes.Travels(type) && value is not Array)
        {
            WriteFields(writer, value);
        }
        else
        {
            WriteSequence(writer, (IEnumerable)value, type);
        }
    }

    private void WriteSequence(BinaryWriter writer, IEnumerable values, Type type)
    {
        object?[] items = IsCounted(type)
            ? [.. values.Cast<object?>()]
            : [.. values.Cast<object?>().Take(MostCounted + 1)];
        if (items.Length > MostCounted && !IsCounted(type))
        {
            WriteRefused(writer, AnswerRefusal.Endless);
            return;
        }

        if (InterfaceOf(type, typeof(IGrouping<,>)) is { } group)
        {
            writer.Write((byte)AnswerTag.Items);
            writer.Write(items.Length + 1);
            WriteValue(writer, group.GetProperty("Key")!.GetValue(values));
            WriteValues(writer, items);
            return;
        }

        Type? element = ElementOf(type);
        if (element is { IsPrimitive: true })
        {
            Array numbers = Array.CreateInstance(element, items.Length);
            if (IsNumbers(numbers))
            {
                items.CopyTo(numbers, 0);
                WriteNumbers(writer, numbers);
                return;
            }
        }

        writer.Write((byte)AnswerTag.Sequence);
        writer.Write(items.Length);
        WriteValues(writer, items);
    }

    private void WriteValues(BinaryWriter writer, object?[] values)
    {
        foreach (object? value in values)
        {
            WriteValue(writer, value);
        }
    }

    private static void WriteRefused(BinaryWriter writer, AnswerRefusal why)
    {
        writer.Write((byte)AnswerTag.Refused);
        writer.Write((byte)why);
    }

    private static void WriteNumbers(BinaryWriter writer, Array array)
    {
        writer.Write((byte)AnswerTag.Numbers);
        writer.Write((byte)Type.GetTypeCode(array.GetType().GetElementType()));
        writer.Write((byte)array.Rank);
        for (int i = 0; i < array.Rank; i++)
        {
            writer.Write(array.GetLength(i));
        }

        writer.Write(BytesOf(array));
    }

    private void WriteFields(BinaryWriter writer, object value)
    {
        Type type = value.GetType();
        writer.Write((byte)AnswerTag.Fields);
        writer.Write(AnswerTypes.NameOf(type));
        bool isOwn = AnswerTypes.IsOwnClass(type);
        writer.Write(isOwn);
        if (isOwn)
        {
            writer.Write(objects.HandleOf(value) ?? handles.IdOf(value));
            WriteNames(writer, AnswerTypes.BasesOf(type));
            WriteNames(writer, AnswerTypes.OverriddenIn(type));
        }

        var fields = types.FieldsOf(type);
        writer.Write(fields.Count);
        foreach ((string name, var field) in fields)
        {
            writer.Write(name);
            WriteValue(writer, field.GetValue(value));
        }
    }

    private static void WriteNames(BinaryWriter writer, IReadOnlyList<string> names)
    {
        writer.Write(names.Count);
        foreach (string name in names)
        {
            writer.Write(name);
        }
    }

    private static void WriteHandle(BinaryWriter writer, long id, string type, bool isFunction)
    {
        writer.Write((byte)AnswerTag.Handle);
        writer.Write(id);
        writer.Write(type);
        writer.Write(isFunction);
    }

    /// <summary>Whether an array's elements lie side by side as numbers.</summary>
    private static bool IsNumbers(Array array) =>
        array.Rank <= 2
        && array.GetType().GetElementType() is { IsPrimitive: true } element
        && element != typeof(nint)
        && element != typeof(nuint);

    /// <summary>The memory of an array of numbers.</summary>
    public static Span<byte> BytesOf(Array numbers) =>
        MemoryMarshal.CreateSpan(
            ref MemoryMarshal.GetArrayDataReference(numbers),
            checked(numbers.Length * AnswerScalars.SizeOf(numbers.GetType().GetElementType()!))
        );

    /// <summary>What a sequence is a sequence of, or null.</summary>
    public static Type? ElementOf(Type type) =>
        InterfaceOf(type, typeof(IEnumerable<>))?.GenericTypeArguments[0];

    /// <summary>Whether a type is that of a key and its value.</summary>
    public static bool IsPair(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>);

    /// <summary>Whether a sequence holds so many values as it says; a query may say two billion.</summary>
    private static bool IsCounted(Type type) =>
        type.Namespace != typeof(Enumerable).Namespace
        && (
            type.IsAssignableTo(typeof(ICollection))
            || InterfaceOf(type, typeof(ICollection<>)) is not null
            || InterfaceOf(type, typeof(IReadOnlyCollection<>)) is not null
        );

    private static Type? InterfaceOf(Type type, Type general) =>
        type.GetInterfaces()
            .Append(type)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == general);
}

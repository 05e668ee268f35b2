using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// Makes values of what has come, of the types that this side expects. An object that is there already gets what has changed in
/// it: both sides see the same matrix.
/// </summary>
internal sealed class AnswerReader(
    AnswerTypes types,
    AnswerObjects objects,
    AnswerHandles handles,
    Func<long, object?[], Type, object?> call
)
{
    private const int MostInTuple = 7;

    private readonly Dictionary<long, AnswerNode> _table = [];
    private AnswerNode[] _values = [];

    /// <summary>How many values have come.</summary>
    public int Count => _values.Length;

    /// <summary>Reads values, and changes the objects that both sides hold.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public void Read(AnswerBytes bytes)
    {
        (IReadOnlyList<(long Id, ReadOnlyMemory<byte> Content, AnswerNode Node)> table, _values) =
            AnswerNodes.Read(bytes);
        foreach ((long id, ReadOnlyMemory<byte> content, AnswerNode node) in table)
        {
            _table[id] = node;
            objects.Note(id, content.Span);
            if (!objects.IsOwn(id) && node is AnswerNode.Fields { Own: { } own })
            {
                objects.AddHandle(id, own.Id);
            }
        }

        foreach ((long id, _, AnswerNode node) in table)
        {
            if (objects.Find(id) is { } there)
            {
                if (objects.IsOwn(id))
                {
                    objects.Originals.Note(there);
                    objects.OriginalsOfCall.Note(there);
                }

                Update(there, node);
            }
            else if (objects.IsOwn(id))
            {
                throw new InvalidDataException($"There is no object {id} here.");
            }
        }
    }

    /// <summary>A value that has come, as the type that is expected.</summary>
    /// <exception cref="AnswerKindException">It is of another kind.</exception>
    /// <exception cref="InvalidDataException">There is none at this place.</exception>
    public object? Get(int index, Type expected)
    {
        if (index >= _values.Length)
        {
            throw new InvalidDataException($"There are {_values.Length} values.");
        }

        AnswerNode node = _values[index];
        return AnswerTasks.Are(expected) && node is not AnswerNode.Handle
            ? AnswerTasks.Ended(
                expected,
                AnswerTasks.ResultOf(expected) is { } result ? Bind(node, result) : null
            )
            : Bind(node, expected);
    }

    /// <summary>Whether a value has come as what is expected, so that nothing is to be converted.</summary>
    public bool IsExact(int index, Type expected) =>
        (
            _values[index] is AnswerNode.Reference { Id: var id }
                ? _table.GetValueOrDefault(id)
                : _values[index]
        ) switch
        {
            AnswerNode.Scalar { Value: { } value } => value.GetType()
                == (Nullable.GetUnderlyingType(expected) ?? expected),
            AnswerNode.Numbers numbers => numbers.Values.GetType().GetElementType()
                == AnswerWriter.ElementOf(expected),
            _ => true,
        };

    /// <summary>The type of a name, null where there is none here.</summary>
    public Type? FindType(string name) => types.Find(name);

    /// <summary>Whether objects of a type hold something that travels.</summary>
    public bool HasFields(Type type) => types.FieldsOf(type).Count > 0;

    private object? Bind(AnswerNode node, Type expected) =>
        !RuntimeHelpers.TryEnsureSufficientExecutionStack()
            ? throw new AnswerKindException("is nested too deep", isUnknown: true)
            : node switch
            {
                AnswerNode.Scalar scalar => AnswerScalars.To(scalar.Value, expected),
                AnswerNode.Items items => BindItems(items, expected),
                AnswerNode.Reference reference => BindReference(reference.Id, expected),
                AnswerNode.Handle handle => BindHandle(handle, expected),
                AnswerNode.Fields fields => Fill(New(fields, expected), fields),
                _ => Create(node, expected, id: null),
            };

    private object? BindReference(long id, Type expected)
    {
        if (objects.Find(id) is { } there)
        {
            if (expected.IsInstanceOfType(there))
            {
                return there;
            }

            return _table.TryGetValue(id, out AnswerNode? again)
                ? Create(again, expected, id: null)
                : throw Other(there.GetType(), expected);
        }

        return _table.TryGetValue(id, out AnswerNode? node)
            ? Create(node, expected, id)
            : throw new InvalidDataException($"There is no object {id}.");
    }

    private object BindItems(AnswerNode.Items items, Type expected)
    {
        Type type = Nullable.GetUnderlyingType(expected) ?? expected;
        return
            type.IsGenericType
            && (type.IsAssignableTo(typeof(ITuple)) || AnswerWriter.IsPair(type))
            && LengthOf(type) == items.Values.Length
            ? MakeTuple(items.Values, type)
            : throw new AnswerKindException(
                $"is a tuple of {items.Values.Length}, expected {AnswerScalars.Words(expected)}",
                isUnknown: expected == typeof(object)
            );
    }

    private object MakeTuple(ReadOnlySpan<AnswerNode> values, Type type)
    {
        Type[] types = type.GenericTypeArguments;
        object?[] parts = new object?[types.Length];
        for (int i = 0; i < types.Length; i++)
        {
            parts[i] =
                i == MostInTuple ? MakeTuple(values[i..], types[i]) : Bind(values[i], types[i]);
        }

        return type.GetConstructor(types)!.Invoke(parts);
    }

    /// <summary>How many values a tuple has: behind the seventh stands a tuple of the others.</summary>
    private static int LengthOf(Type tuple) =>
        tuple.GenericTypeArguments is { Length: > MostInTuple } types
            ? MostInTuple + LengthOf(types[MostInTuple])
            : tuple.GenericTypeArguments.Length;

    private object? BindHandle(AnswerNode.Handle handle, Type expected)
    {
        if (handles.IsOwn(handle.Id))
        {
            object own = handles.Of(handle.Id);
            return expected.IsInstanceOfType(own) ? own : throw Other(own.GetType(), expected);
        }

        if (handle.IsFunction && expected.IsAssignableTo(typeof(Delegate)))
        {
            Delegate function =
                (handles.IsJudges ? null : AnswerLibraryFunctions.Find(handle.Type, expected))
                ?? AnswerFunctions.Create(
                    expected,
                    (arguments, result) => call(handle.Id, arguments, result)
                );
            handles.Add(handle.Id, function);
            return function;
        }

        if (!handle.IsFunction && expected == typeof(object))
        {
            return new AnswerRemote(handle.Id);
        }

        string words = AnswerScalars.Words(expected);
        throw new AnswerKindException(
            handle.Type == words
                ? $"is of the type {words}, which does not leave its process"
                : $"is of the type {handle.Type}, expected {words}",
            isUnknown: !handle.IsFunction && !AnswerScalars.Are(expected)
        );
    }

    /// <summary>Makes an object of what it holds.</summary>
    private object Create(AnswerNode node, Type expected, long? id)
    {
        switch (node)
        {
            case AnswerNode.Dense dense:
                Type matrix =
                    AnswerTypes.DenseBase(expected)
                    ?? (
                        expected == typeof(object)
                            ? AnswerTypes.FindDenseBase(dense.IsVector)
                            : null
                    )
                    ?? throw OtherThan(dense.IsVector ? "a vector" : "a matrix", expected);
                return AnswerTypes.IsVector(matrix) == dense.IsVector
                    ? Keep(AnswerMatrices.Of(matrix).Create(dense), expected, id)
                    : throw OtherThan(dense.IsVector ? "a vector" : "a matrix", expected);
            case AnswerNode.Numbers { Values: { Rank: 2 } grid }:
                return Keep(grid, expected, id);
            case AnswerNode.Numbers numbers when expected.IsInstanceOfType(numbers.Values):
                return Keep(numbers.Values, expected, id);
            case AnswerNode.Numbers numbers:
                return CreateSequence(Scalars(numbers), expected, id);
            case AnswerNode.Sequence sequence:
                return CreateSequence(sequence.Values, expected, id);
            case AnswerNode.Map map:
                return CreateMap(map, expected, id);
            case AnswerNode.Items { Values: [var key, _, ..] group }
                when AnswerSequences.AreGroups(expected):
                Array values = Array.CreateInstance(
                    expected.GenericTypeArguments[1],
                    group.Length - 1
                );
                FillArray(values, group[1..]);
                return Keep(
                    AnswerSequences.Group(
                        expected,
                        Bind(key, expected.GenericTypeArguments[0]),
                        values
                    ),
                    expected,
                    id
                );
            case AnswerNode.Items { Values: [_, .. var others] }:
                return CreateSequence(others, expected, id);
            case AnswerNode.Refused refused:
                throw Refused(refused.Why);
            case AnswerNode.Fields fields:
                return Fill(Keep(New(fields, expected), expected, id), fields);
            default:
                throw new InvalidDataException($"{node.GetType().Name} is no object.");
        }
    }

    private object CreateMap(AnswerNode.Map map, Type expected, long? id)
    {
        Type[] pair =
            PairOf(expected)
            ?? (
                AnswerWriter.ElementOf(expected) is { } element && AnswerWriter.IsPair(element)
                    ? element.GenericTypeArguments
                    : throw OtherThan("a dictionary", expected)
            );
        Type type =
            expected is { IsInterface: false, IsAbstract: false }
            && expected.GetConstructor([]) is not null
            && expected.IsAssignableTo(typeof(IDictionary))
                ? expected
                : typeof(Dictionary<,>).MakeGenericType(pair);
        if (!type.IsAssignableTo(expected))
        {
            throw CannotBe("a dictionary", expected);
        }

        IDictionary dictionary = (IDictionary)Activator.CreateInstance(type)!;
        FillMap((IDictionary)Keep(dictionary, expected, id), map, pair);
        return dictionary;
    }

    private object CreateSequence(AnswerNode[] values, Type expected, long? id)
    {
        if (expected == typeof(object))
        {
            expected = typeof(object[]);
        }

        string what = $"a sequence of {values.Length} values";
        Type element =
            expected == typeof(string) || !expected.IsAssignableTo(typeof(IEnumerable))
                ? throw OtherThan(what, expected)
                : AnswerWriter.ElementOf(expected) ?? typeof(object);
        Array array = Array.CreateInstance(element, values.Length);
        if (expected.IsInstanceOfType(array))
        {
            Keep(array, expected, id);
            FillArray(array, values);
            return array;
        }

        FillArray(array, values);
        return Keep(
            AnswerSequences.Create(expected, element, array)
                ?? throw (
                    PairOf(expected) is null && !expected.IsAssignableTo(typeof(IDictionary))
                        ? CannotBe(what, expected)
                        : OtherThan(what, expected)
                ),
            expected,
            id
        );
    }

    private object Keep(object made, Type expected, long? id)
    {
        if (!expected.IsInstanceOfType(made))
        {
            throw Other(made.GetType(), expected);
        }

        if (id is long known)
        {
            objects.Add(known, made);
        }

        return made;
    }

    private object New(AnswerNode.Fields fields, Type expected)
    {
        if (types.Find(fields.Type) is not { } type)
        {
            return StandIn(fields, expected)
                ?? throw new AnswerKindException(
                    $"is of the type {fields.Type.TrimStart('+')}, which the assignment does not know",
                    isUnknown: expected is { IsValueType: false, IsSealed: false }
                );
        }

        return type.IsAssignableTo(expected) && !type.IsAbstract
            ? RuntimeHelpers.GetUninitializedObject(type)
            : throw Other(type, expected);
    }

    private object? StandIn(AnswerNode.Fields fields, Type expected)
    {
        Type? baseType = fields
            .Own?.Bases.Select(types.Find)
            .FirstOrDefault(one => one?.IsAssignableTo(expected) is true);
        if (
            baseType is null
            || AnswerStandIns.Create(baseType, fields.Own!.Overridden) is not { } type
        )
        {
            return null;
        }

        object made = RuntimeHelpers.GetUninitializedObject(type);
        type.GetField(AnswerRemote.Field)!.SetValue(made, new AnswerRemote(fields.Own.Id));
        return made;
    }

    private object Fill(object made, AnswerNode.Fields node)
    {
        if (AnswerRemote.Of(made) is not null)
        {
            FillBase(made, node);
            return made;
        }

        IReadOnlyList<(string Name, FieldInfo Field)> fields = types.FieldsOf(made.GetType());
        if (
            !fields
                .Select(field => field.Name)
                .SequenceEqual(node.Values.Select(value => value.Name))
        )
        {
            throw new AnswerKindException(
                $"is of a type {made.GetType().Name} that is not the assignment's",
                isUnknown: true
            );
        }

        for (int i = 0; i < fields.Count; i++)
        {
            FieldInfo field = fields[i].Field;
            field.SetValue(made, FieldValue(field, field.GetValue(made), node.Values[i].Value));
        }

        return made;
    }

    /// <summary>Gives what stands for an object the fields of the base class; the others stay where it is.</summary>
    private void FillBase(object made, AnswerNode.Fields node)
    {
        Dictionary<string, AnswerNode> values = node
            .Values.DistinctBy(value => value.Name)
            .ToDictionary(value => value.Name, value => value.Value);
        foreach ((string name, FieldInfo field) in types.FieldsOf(made.GetType().BaseType!))
        {
            if (values.TryGetValue(name, out AnswerNode? value))
            {
                field.SetValue(made, FieldValue(field, field.GetValue(made), value));
            }
        }
    }

    /// <summary>What does not travel stays as it is here, or is made new where it can be: a lock, for one.</summary>
    private object? FieldValue(FieldInfo field, object? now, AnswerNode node)
    {
        if (node is not AnswerNode.Handle handle || handles.IsOwn(handle.Id))
        {
            return Bind(node, field.FieldType);
        }

        if (handle.IsFunction)
        {
            try
            {
                return Bind(node, field.FieldType);
            }
            catch (AnswerKindException)
            {
                // A function that nothing can stand for, of spans: only the other side calls it.
                return now;
            }
        }

        return now
            ?? (
                field.FieldType is { IsAbstract: false, IsInterface: false }
                && field.FieldType.GetConstructor([]) is { } constructor
                    ? constructor.Invoke(null)
                    : null
            );
    }

    private void Update(object there, AnswerNode node)
    {
        switch (node)
        {
            case AnswerNode.Dense dense when AnswerTypes.DenseBase(there.GetType()) is { } type:
                AnswerMatrices.Of(type).Fill(there, dense);
                break;
            case AnswerNode.Numbers numbers when there is Array array:
                if (
                    array.GetType() != numbers.Values.GetType()
                    || !Lengths(array).SequenceEqual(Lengths(numbers.Values))
                )
                {
                    throw new AnswerKindException("has changed its length");
                }

                AnswerWriter.BytesOf(numbers.Values).CopyTo(AnswerWriter.BytesOf(array));
                break;
            case AnswerNode.Sequence sequence when there is Array { Rank: 1 } array:
                if (array.Length != sequence.Values.Length)
                {
                    throw new AnswerKindException("has changed its length");
                }

                FillArray(array, sequence.Values);
                break;
            case AnswerNode.Sequence
            or AnswerNode.Numbers
                when there is IList { IsFixedSize: false } list
                    && AnswerWriter.ElementOf(there.GetType()) is { } element:
                object?[] items =
                [
                    .. (
                        node is AnswerNode.Sequence some
                            ? some.Values
                            : Scalars((AnswerNode.Numbers)node)
                    ).Select(value => Bind(value, element)),
                ];
                list.Clear();
                foreach (object? item in items)
                {
                    list.Add(item);
                }

                break;
            case AnswerNode.Map map
                when there is IDictionary { IsReadOnly: false } dictionary
                    && PairOf(there.GetType()) is { } pair:
                dictionary.Clear();
                FillMap(dictionary, map, pair);
                break;
            case AnswerNode.Fields fields
                when AnswerTypes.Travels(there.GetType())
                    && AnswerTypes.NameOf(there.GetType()) == fields.Type:
                Fill(there, fields);
                break;
            case AnswerNode.Refused refused:
                throw Refused(refused.Why);
            case AnswerNode.Sequence
            or AnswerNode.Numbers
            or AnswerNode.Items when there is IEnumerable and not Array:
                // What was only to be read has been read once more, perhaps with other values.
                break;
            default:
                throw new AnswerKindException(
                    $"has changed {AnswerScalars.Words(there.GetType())} into something else"
                );
        }
    }

    private void FillArray(Array array, AnswerNode[] values)
    {
        Type element = array.GetType().GetElementType()!;
        for (int i = 0; i < values.Length; i++)
        {
            array.SetValue(Bind(values[i], element), i);
        }
    }

    private void FillMap(IDictionary dictionary, AnswerNode.Map map, Type[] pair)
    {
        foreach ((AnswerNode key, AnswerNode value) in map.Entries)
        {
            object name = Bind(key, pair[0]) ?? throw new InvalidDataException("A key is null.");
            object? held = Bind(value, pair[1]);
            try
            {
                dictionary[name] = held;
            }
            catch (Exception exception)
                when (exception
                        is ArgumentException
                            or InvalidOperationException
                            or NotSupportedException
                            or NullReferenceException
                )
            {
                throw new AnswerKindException(
                    $"is no {AnswerScalars.Words(dictionary.GetType())}: {exception.Message}"
                );
            }
        }
    }

    /// <summary>The types of a dictionary's keys and values; null for what is none.</summary>
    private static Type[]? PairOf(Type type) =>
        type.GetInterfaces()
            .Append(type)
            .FirstOrDefault(one =>
                one.IsGenericType
                && one.GetGenericTypeDefinition() is { } general
                && (general == typeof(IDictionary<,>) || general == typeof(IReadOnlyDictionary<,>))
            )
            ?.GenericTypeArguments;

    private static AnswerNode[] Scalars(AnswerNode.Numbers numbers) =>
        [.. numbers.Values.Cast<object>().Select(one => new AnswerNode.Scalar(one))];

    private static IEnumerable<int> Lengths(Array array) =>
        Enumerable.Range(0, array.Rank).Select(array.GetLength);

    private static AnswerKindException Other(Type type, Type expected) =>
        OtherThan($"of the type {AnswerScalars.Words(type)}", expected);

    private static AnswerKindException OtherThan(string what, Type expected) =>
        new($"is {what}, expected {AnswerScalars.Words(expected)}");

    /// <summary>A collection that may well be right where one of another kind is expected, which cannot be made here.</summary>
    private static AnswerKindException CannotBe(string what, Type expected) =>
        new(
            $"is {what}, of which no {AnswerScalars.Words(expected)} can be made outside its process",
            isUnknown: !AnswerTypes.Travels(expected) && AnswerTypes.DenseBase(expected) is null
        );

    private static AnswerKindException Refused(AnswerRefusal why) =>
        new(
            why == AnswerRefusal.Endless
                ? Invariant(
                    $"is a sequence of more than {AnswerWriter.MostCounted:N0} values or without an end, which does not leave its process"
                )
                : "is a collection with a comparer of its own, which does not leave its process",
            isUnknown: true
        );
}

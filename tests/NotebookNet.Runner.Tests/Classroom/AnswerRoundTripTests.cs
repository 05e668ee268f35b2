using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

public class AnswerRoundTripTests
{
    private readonly AnswerWire _wire = new();

    private void Same<T>(T value) => Assert.Equal(value, _wire.Send<T>(value));

    private static void ForAll<T>() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<T>(value => Equals(new AnswerWire().Send<T>(value), value))
        );

    private static void ForAllSequences<T, TItem>()
        where T : IEnumerable<TItem> =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<T>(value => new AnswerWire().Send<T>(value).SequenceEqual(value))
        );

    [Fact]
    public void Scalars_come_as_they_are()
    {
        ForAll<bool>();
        ForAll<byte>();
        ForAll<short>();
        ForAll<int>();
        ForAll<long>();
        ForAll<ulong>();
        ForAll<float>();
        ForAll<double>();
        ForAll<decimal>();
        ForAll<char>();
        ForAll<string>();
        ForAll<int?>();
        ForAll<DayOfWeek>();
        ForAll<(int, string, (double, bool))>();
    }

    [Fact]
    public void Sequences_come_as_they_are()
    {
        ForAllSequences<int[], int>();
        ForAllSequences<double[], double>();
        ForAllSequences<string[], string>();
        ForAllSequences<bool[], bool>();
        ForAllSequences<List<long>, long>();
        ForAllSequences<(int, string)[], (int, string)>();
        Check.QuickThrowOnFailure(
            Prop.ForAll<int[][]>(value =>
                new AnswerWire()
                    .Send<int[][]>(value)
                    .Zip(value)
                    .All(pair => pair.First.SequenceEqual(pair.Second))
            )
        );
        Check.QuickThrowOnFailure(
            Prop.ForAll<Dictionary<int, string>>(value =>
                new AnswerWire()
                    .Send<Dictionary<int, string>>(value)
                    .OrderBy(entry => entry.Key)
                    .SequenceEqual(value.OrderBy(entry => entry.Key))
            )
        );
    }

    [Fact]
    public void Numbers_at_their_limits_come_as_they_are()
    {
        Same(double.NaN);
        Same(double.NegativeInfinity);
        Same(-0.0);
        Same(double.Epsilon);
        Same(decimal.MaxValue);
        Same(1.10m);
        Same(ulong.MaxValue);
        Same(long.MinValue);
        Same("\ud800 half, \0, \u202e");
        Same('\uffff');
    }

    [Fact]
    public void Kinds_of_collections_stay()
    {
        Same<double[,]>(
            new double[,]
            {
                { 1, 2, 3 },
                { 4, 5, 6 },
            }
        );
        Same(new int[0, 3]);
        Same<HashSet<string>>(["a", "b"]);
        Same<SortedSet<int>>([3, 1, 2]);
        Same(new Queue<int>([1, 2, 3]));
        Same(new Stack<int>([1, 2, 3]));
        Same(new LinkedList<string>(["a", "b"]));
        Same(new int?[] { 1, null, 3 });
        Same(new DayOfWeek[] { DayOfWeek.Friday });
        Same(new decimal[] { 1.5m });
        Same<IEnumerable<int>>([1, 2]);
        Assert.Equal(["a"], _wire.Send<IReadOnlyList<string>>(new HashSet<string> { "a" }));
        OrderedDictionary<string, int> ordered = new() { ["z"] = 1, ["a"] = 2 };
        Assert.Equal(
            ordered.ToArray(),
            _wire.Send<OrderedDictionary<string, int>>(ordered).ToArray()
        );
        SortedDictionary<string, int> sorted = new() { ["z"] = 1, ["a"] = 2 };
        Assert.Equal(sorted.ToArray(), _wire.Send<SortedDictionary<string, int>>(sorted).ToArray());
        Assert.Equal(2, _wire.Send<IReadOnlyDictionary<string, int>>(sorted)["a"]);
    }

    private static readonly string[] s_words = ["pear", "fig", "plum", "apple"];

    [Fact]
    public void What_queries_give_comes_as_it_is()
    {
        IEnumerable<IGrouping<int, string>> groups = s_words.GroupBy(word => word.Length);
        ILookup<int, string> lookup = s_words.ToLookup(word => word.Length);
        KeyValuePair<string, int>[] counts = [new("b", 2), new("a", 1)];

        Assert.Equal(
            s_words.Order(),
            _wire.Send<IOrderedEnumerable<string>>(s_words.OrderBy(word => word))
        );
        Assert.Equal(
            groups.Select(Words),
            _wire.Send<IEnumerable<IGrouping<int, string>>>(groups).Select(Words)
        );
        Assert.Equal(
            groups.Select(Words),
            _wire
                .Send<IOrderedEnumerable<IGrouping<int, string>>>(groups.OrderBy(_ => 0))
                .Select(Words)
        );
        Assert.Equal(lookup.Select(Words), _wire.Send<ILookup<int, string>>(lookup).Select(Words));
        Assert.Equal(["pear", "plum"], _wire.Send<ILookup<int, string>>(lookup)[4]);
        Assert.Equal(4, _wire.Send<IGrouping<int, string>>(groups.First()).Key);
        Assert.Equal(["pear", "plum"], _wire.Send<List<string>>(groups.First()));
        Same<IEnumerable<KeyValuePair<string, int>>>(counts);
        Assert.Equal(
            counts,
            _wire.Send<IOrderedEnumerable<KeyValuePair<string, int>>>(
                counts.ToDictionary().OrderByDescending(count => count.Value)
            )
        );
        Assert.Equal(
            counts,
            _wire.Send<IEnumerable<KeyValuePair<string, int>>>(counts.ToDictionary())
        );

        static string Words(IGrouping<int, string> group) =>
            $"{group.Key}: {string.Join(' ', group)}";
    }

    [Fact]
    public void Collections_that_do_not_change_come_as_they_are()
    {
        Same(ImmutableArray.Create(1, 2));
        Same(ImmutableList.Create("a", "b"));
        Same(ImmutableQueue.Create(1, 2));
        Same(ImmutableStack.Create(1, 2));
        Same(ImmutableHashSet.Create(1, 2));
        Same(ImmutableSortedSet.Create(2, 1));
        Same(new ReadOnlyCollection<int>([1, 2]));
        Collection<int> grows = _wire.Send<Collection<int>>(new Collection<int> { 1 });
        grows.Add(2);
        Assert.Equal([1, 2], grows);
    }

    [Fact]
    public void A_sequence_that_cannot_be_made_anew_is_left_to_a_reader()
    {
        Assert.True(Unknown<FrozenSet<int>>(new[] { 1 }.ToFrozenSet()));
        Assert.True(Unknown<IImmutableList<int>>(ImmutableList.Create(1)));
        Assert.True(Unknown<IQueryable<int>>(new[] { 1 }.AsQueryable()));
        Assert.True(
            Unknown<ImmutableDictionary<int, int>>(
                ImmutableDictionary.CreateRange([KeyValuePair.Create(1, 2)])
            )
        );
        Assert.False(Unknown<IOrderedEnumerable<int>>(3));
        Assert.False(Unknown<IOrderedEnumerable<int>>(new[] { 1.5 }));
        Assert.False(Unknown<ImmutableArray<int>>(new Dictionary<int, int>()));
        Assert.False(Unknown<ImmutableDictionary<int, int>>(new[] { 1 }));
        Assert.False(Unknown<IDictionary<int, int>>(Array.Empty<int>()));
        Assert.False(Unknown<Vector<double>>(new[] { 1.5 }));
        Assert.False(Unknown<string>(new[] { 'a' }));
    }

    private bool Unknown<T>(object value) =>
        Assert.Throws<AnswerKindException>(() => _wire.Send<T>(value)).IsUnknown;

    [Fact]
    public void A_collection_that_compares_in_its_own_way_is_left_to_a_reader()
    {
        StringComparer comparer = StringComparer.OrdinalIgnoreCase;
        object[] collections =
        [
            new Dictionary<string, int>(comparer) { ["a"] = 1 },
            new ConcurrentDictionary<string, int>(comparer),
            new OrderedDictionary<string, int>(comparer),
            new SortedDictionary<string, int>(comparer),
            new SortedList<string, int>(comparer),
            new HashSet<string>(comparer) { "a" },
            new HashSet<object>(ReferenceEqualityComparer.Instance),
            new SortedSet<string>(comparer),
            new SortedSet<string>(StringComparer.Ordinal),
            new SortedSet<int>(Comparer<int>.Create((a, b) => b.CompareTo(a))),
            ImmutableHashSet.Create<string>(comparer, "a"),
            ImmutableDictionary.Create<string, int>(comparer),
        ];

        foreach (object one in collections)
        {
            Exception refused = Assert.Throws<AnswerKindException>(() =>
                new AnswerWire().Send(one, one.GetType())
            );
            Assert.True(((AnswerKindException)refused).IsUnknown);
            Assert.Contains("comparer", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_collection_that_compares_as_usual_comes_as_it_is()
    {
        Same(s_words.ToDictionary(word => word, word => word.Length));
        Same(new Dictionary<string, int>(StringComparer.Ordinal) { ["a"] = 1 });
        Same(new Dictionary<string, int>(comparer: null) { ["a"] = 1 });
        Same(new Dictionary<DayOfWeek, int> { [DayOfWeek.Friday] = 1 });
        Same(new Dictionary<(int, int), bool> { [(1, 2)] = true });
        Same(new ConcurrentDictionary<string, int>([KeyValuePair.Create("a", 1)]));
        Same(new SortedList<string, int> { ["a"] = 1 });
        Same(s_words.ToHashSet());
        Same(new HashSet<string>(StringComparer.Ordinal) { "a" });
        Same(new SortedSet<string>(s_words));
    }

    [Theory]
    [InlineData(typeof(IEnumerable<int>))]
    [InlineData(typeof(int[]))]
    [InlineData(typeof(object))]
    public void A_sequence_without_an_end_is_left_to_a_reader(Type expected)
    {
        AnswerKindException refused = Assert.Throws<AnswerKindException>(() =>
            _wire.Send(Naturals(), expected)
        );

        Assert.True(refused.IsUnknown);
        Assert.Contains("1,000,000", refused.Message, StringComparison.Ordinal);
        Assert.True(
            Assert
                .Throws<AnswerKindException>(() =>
                    _wire.Send(Enumerable.Range(0, int.MaxValue), expected)
                )
                .IsUnknown
        );

        static IEnumerable<int> Naturals()
        {
            int i = 0;
            while (true)
            {
                yield return i++;
            }
        }
    }

    [Fact]
    public void A_long_sequence_that_knows_its_length_comes_as_it_is() =>
        Assert.Equal(
            AnswerWriter.MostCounted + 1,
            _wire.Send<List<int>>(new List<int>(new int[AnswerWriter.MostCounted + 1])).Count
        );

    [Fact]
    public void Tuples_of_any_length_come_as_they_are()
    {
        Same(ValueTuple.Create(1));
        Same(("a", (int?)null));
        Same<(string?, int)>((null, 1));
        Same((1, 2, 3, 4, 5, 6, 7));
        Same((1, 2, 3, 4, 5, 6, 7, "8"));
        Same((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16));
        Same(Tuple.Create(1, "b"));
        Same<(int, int)?>((1, 2));
        Same<(int, int)?>(null);
    }

    [Theory]
    [InlineData(3, typeof(double), 3.0)]
    [InlineData(3, typeof(double?), 3.0)]
    [InlineData(3.0, typeof(int), 3)]
    [InlineData(3L, typeof(int), 3)]
    [InlineData(1.5f, typeof(double), 1.5)]
    [InlineData(3, typeof(DayOfWeek), DayOfWeek.Wednesday)]
    [InlineData(DayOfWeek.Wednesday, typeof(int), 3)]
    [InlineData(null, typeof(string), null)]
    [InlineData(null, typeof(int?), null)]
    [InlineData(3, typeof(object), 3)]
    public void A_number_becomes_another_kind_that_holds_it(
        object? value,
        Type expected,
        object? came
    ) => Assert.Equal(came, _wire.Send(value, expected));

    [Theory]
    [InlineData(4.5, typeof(int))]
    [InlineData(double.NaN, typeof(int))]
    [InlineData(1e300, typeof(long))]
    [InlineData(-1, typeof(uint))]
    [InlineData(300, typeof(byte))]
    [InlineData(long.MaxValue, typeof(int))]
    [InlineData("4.5", typeof(double))]
    [InlineData("true", typeof(bool))]
    [InlineData(1, typeof(bool))]
    [InlineData(true, typeof(int))]
    [InlineData('a', typeof(int))]
    [InlineData(97, typeof(char))]
    [InlineData(1, typeof(string))]
    [InlineData(null, typeof(double))]
    [InlineData(null, typeof(DayOfWeek))]
    [InlineData("Friday", typeof(DayOfWeek))]
    [InlineData(1.5, typeof(DayOfWeek))]
    [InlineData(3, typeof(int[]))]
    [InlineData(3, typeof((int, int)))]
    public void What_a_kind_does_not_hold_is_refused(object? value, Type expected) =>
        Assert.False(
            Assert.Throws<AnswerKindException>(() => _wire.Send(value, expected)).IsUnknown
        );

    [Fact]
    public void Elements_are_converted_and_refused_too()
    {
        Assert.Equal([1.0, 2.0], _wire.Send<double[]>(new List<int> { 1, 2 }));
        Assert.Equal([1, 2], _wire.Send<List<int>>(new[] { 1.0, 2.0 }));
        Assert.Equal((1.0, 2), _wire.Send<(double, int)>((1, 2.0)));
        Assert.Throws<AnswerKindException>(() => _wire.Send<int[]>(new[] { 1.5 }));
        Assert.Throws<AnswerKindException>(() => _wire.Send<(int, int)>((1, 2, 3)));
        Assert.Throws<AnswerKindException>(() => _wire.Send<double[]>(new double[1, 1]));
        Assert.Throws<AnswerKindException>(() => _wire.Send<double[,]>(new double[1]));
        Assert.Throws<AnswerKindException>(() =>
            _wire.Send<Dictionary<int, int>>(new Dictionary<string, int> { ["a"] = 1 })
        );
    }

    [Fact]
    public void A_refusal_does_not_repeat_all_of_a_long_text() =>
        Assert.InRange(
            Assert
                .Throws<AnswerKindException>(() => _wire.Send<double>(new string('a', 1_000_000)))
                .Message.Length,
            1,
            500
        );

    [Theory]
    [InlineData(typeof(DateTime))]
    [InlineData(typeof(System.Numerics.Complex))]
    [InlineData(typeof(System.Numerics.BigInteger))]
    [InlineData(typeof(Uri))]
    public void A_kind_that_does_not_travel_is_left_to_a_reader(Type type)
    {
        object value = type == typeof(Uri) ? new Uri("http://a") : Activator.CreateInstance(type)!;

        AnswerKindException refused = Assert.Throws<AnswerKindException>(() =>
            _wire.Send(value, type)
        );
        Assert.True(refused.IsUnknown);
        Assert.Equal(
            $"is of the type {type.Name}, which does not leave its process",
            refused.Message
        );
        Assert.False(Assert.Throws<AnswerKindException>(() => _wire.Send<double>(value)).IsUnknown);
    }

    [Fact]
    public void Matrices_and_vectors_come_as_they_are()
    {
        Matrix<double> matrix = Matrix<double>.Build.Dense(2, 3, (i, j) => (10 * i) + j);
        Vector<double> vector = Vector<double>.Build.Dense([1, double.NaN, 3]);

        Assert.Equal(matrix, _wire.Send<Matrix<double>>(matrix));
        Assert.Equal(vector.ToArray(), _wire.Send<Vector<double>>(vector).ToArray());
        Assert.Equal(matrix, _wire.Send<Matrix<double>[]>(new[] { matrix })[0]);
        Assert.Equal(
            Matrix<double>.Build.SparseIdentity(2).ToArray(),
            _wire.Send<Matrix<double>>(Matrix<double>.Build.SparseIdentity(2)).ToArray()
        );
        Assert.Throws<AnswerKindException>(() => _wire.Send<Matrix<double>>(vector));
        Assert.Throws<AnswerKindException>(() => _wire.Send<Vector<double>>(matrix));
        Assert.Throws<AnswerKindException>(() => _wire.Send<double>(matrix));
    }

    [Fact]
    public async Task Objects_of_cells_come_field_by_field()
    {
        object value = await _wire.CellAsync(
            """
            class Base { int _hidden = 7; public int Hidden => _hidden; }
            class Node : Base { public string Name; public Node Next; public readonly double[] Xs = [1, 2]; }
            struct Point { public int X; public Point(int x) { X = x; } }
            record Row(int A, Point P) { public override string ToString() => $"{A} {P.X}"; }
            Node a = new() { Name = "a" };
            Node b = new() { Name = "b", Next = a };
            a.Next = b;
            (object)a
            """
        );

        dynamic came = _wire.Send<object>(value);

        Assert.NotSame(value, (object)came);
        Assert.Same(value.GetType(), ((object)came).GetType());
        Assert.Equal(("a", "b", 7), ((string)came.Name, (string)came.Next.Name, (int)came.Hidden));
        Assert.Same((object)came, (object)came.Next.Next);
        Assert.Equal([1, 2], (double[])came.Xs);
    }

    [Fact]
    public async Task Structures_and_records_of_cells_come_as_they_are()
    {
        object row = await _wire.CellAsync(
            """
            struct Point { public int X; public Point(int x) { X = x; } }
            record Row(int A, Point P);
            (object)new Row(3, new Point(4))
            """
        );

        Assert.Equal(row, _wire.Send(row, row.GetType()));
        Assert.Equal(row, _wire.Send<object>(row));
    }

    [Fact]
    public void What_is_shared_stays_shared()
    {
        double[] row = [1, 2];

        double[][] came = _wire.Send<double[][]>(new[] { row, row, [1, 2] });

        Assert.Same(came[0], came[1]);
        Assert.NotSame(came[0], came[2]);
    }

    [Fact]
    public void What_holds_itself_comes_as_such()
    {
        object[] ring = new object[1];
        ring[0] = ring;

        object[] came = _wire.Send<object[]>(ring);

        Assert.Same(came, came[0]);
        Assert.InRange(AnswerWords.Of(came).Length, 1, 100);
    }

    [Fact]
    public void An_answer_in_words_ends_however_often_it_branches()
    {
        object leaf = 1;
        for (int i = 0; i < 40; i++)
        {
            leaf = Enumerable.Repeat(leaf, 10).ToArray();
        }

        Assert.InRange(AnswerWords.Of(leaf).Length, 1, 20_000);
    }

    [Fact]
    public void Changes_come_back_to_the_same_object()
    {
        double[] array = [1, 2];
        string[] texts = ["a"];
        List<int> list = [1];
        Dictionary<string, int> map = new() { ["a"] = 1 };
        Matrix<double> matrix = Matrix<double>.Build.Dense(1, 2);
        AnswerReader student = _wire.ReadByStudent(
            _wire.WriteByJudge(array, texts, list, map, matrix)
        );
        ((double[])student.Get(0, typeof(double[]))!)[1] = 5;
        ((string[])student.Get(1, typeof(string[]))!)[0] = "b";
        ((List<int>)student.Get(2, typeof(List<int>))!).AddRange([2, 3]);
        ((Dictionary<string, int>)student.Get(3, typeof(Dictionary<string, int>))!)["b"] = 2;
        ((Matrix<double>)student.Get(4, typeof(Matrix<double>))!)[0, 1] = 9;

        _wire.Read(_wire.Write());

        Assert.Equal([1, 5], array);
        Assert.Equal(["b"], texts);
        Assert.Equal([1, 2, 3], list);
        Assert.Equal(2, map["b"]);
        Assert.Equal(9, matrix[0, 1]);
    }

    [Fact]
    public void What_was_handed_over_comes_back_as_the_same_object()
    {
        double[] array = [1, 2];
        AnswerReader student = _wire.ReadByStudent(_wire.WriteByJudge(array));
        object there = student.Get(0, typeof(double[]))!;

        Assert.NotSame(array, there);
        Assert.Same(array, _wire.Send<double[]>(there));
    }

    [Fact]
    public void What_has_not_changed_is_not_sent_again()
    {
        double[] large = new double[100_000];
        byte[] first = _wire.WriteByJudge(large);
        object there = _wire.ReadByStudent(first).Get(0, typeof(double[]))!;

        Assert.InRange(first.Length, 800_000, int.MaxValue);
        Assert.InRange(_wire.WriteByJudge(large).Length, 1, 100);
        Assert.InRange(_wire.Write(there).Length, 1, 100);
        ((double[])there)[7] = 1;
        Assert.InRange(_wire.Write(there).Length, 800_000, int.MaxValue);
    }

    [Fact]
    public void A_list_of_integers_that_comes_back_with_others_is_refused()
    {
        List<int> list = [1];
        AnswerReader student = _wire.ReadByStudent(_wire.WriteByJudge(list));
        List<double> there = (List<double>)student.Get(0, typeof(List<double>))!;
        there[0] = 1.5;

        Assert.Throws<AnswerKindException>(() => _wire.Read(_wire.Write()));
        Assert.Equal([1], list);
    }

    [Fact]
    public void An_array_does_not_change_its_length()
    {
        object[] array = [1, 2];
        AnswerReader student = _wire.ReadByStudent(_wire.WriteByJudge([array]));
        List<object> there = (List<object>)student.Get(0, typeof(List<object>))!;
        there.Add(3);

        Assert.Throws<AnswerKindException>(() => _wire.Read(_wire.Write()));
    }

    [Fact]
    public void A_long_chain_of_objects_is_no_end_of_the_process()
    {
        object[] chain = [];
        for (int i = 0; i < 100_000; i++)
        {
            chain = [chain];
        }

        AnswerReader reader = _wire.Read(_wire.Write([chain]));

        Assert.True(
            Assert.Throws<AnswerKindException>(() => reader.Get(0, typeof(object))).IsUnknown
        );
    }
}

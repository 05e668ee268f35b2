using System.Text;
using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Runner.Classroom.Answers;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Bytes that no writer of answers writes.</summary>
public class HostileAnswerTests
{
    private static readonly Type[] s_expected =
    [
        typeof(object),
        typeof(double),
        typeof(string),
        typeof(int[]),
        typeof(double[,]),
        typeof(List<string>),
        typeof(HashSet<int>),
        typeof(SortedSet<object>),
        typeof(Dictionary<string, int>),
        typeof((int, string)),
        typeof((int, int, int, int, int, int, int, int)),
        typeof(Func<double, double>),
        typeof(Matrix<double>),
        typeof(Vector<double>),
        typeof(DayOfWeek?),
        typeof(System.Diagnostics.Process),
        typeof(IEnumerable<object>),
        typeof(IDisposable),
        typeof(Delegate),
        typeof(System.Collections.IDictionary),
        typeof(System.Collections.ArrayList),
        typeof(Array),
    ];

    /// <summary>Reads, as everything that a check may expect.</summary>
    /// <returns>What came, where something did.</returns>
    private static List<object> Try(byte[] frame, AnswerWire? wire = null)
    {
        List<object> came = [];
        foreach (Type expected in s_expected)
        {
            try
            {
                AnswerReader reader = (wire ?? new AnswerWire()).Read(frame);
                for (int i = 0; i < Math.Min(reader.Count + 1, 8); i++)
                {
                    if (reader.Get(i, expected) is { } value)
                    {
                        came.Add(value);
                    }
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or AnswerException)
            {
                // As it should be.
            }
        }

        return came;
    }

    private static byte[] Frame(Action<BinaryWriter> write)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        write(writer);
        return stream.ToArray();
    }

    /// <summary>One value, without a table of objects.</summary>
    private static byte[] Value(Action<BinaryWriter> write) =>
        Frame(writer =>
        {
            writer.Write(0);
            writer.Write(1);
            write(writer);
        });

    private static byte[] Valid()
    {
        AnswerWire wire = new();
        return wire.Write(
            1,
            "text",
            1.5m,
            new[] { 1.0, 2 },
            new List<string> { "a", "b" },
            new Dictionary<string, int> { ["a"] = 1 },
            (1, "b"),
            new int[2, 2],
            new object[] { "x", new[] { true }, 'c' },
            Matrix<double>.Build.Dense(2, 2),
            (Func<double, double>)Math.Sin,
            new Uri("http://a")
        );
    }

    [Fact]
    public void A_valid_frame_is_read() => Assert.NotEmpty(Try(Valid()));

    [Fact]
    public void A_frame_that_ends_anywhere_is_refused()
    {
        byte[] valid = Valid();
        for (int length = 0; length < valid.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => new AnswerWire().Read(valid[..length]));
        }
    }

    [Fact]
    public void Any_flipped_byte_is_refused_or_read()
    {
        byte[] valid = Valid();
        for (int i = 0; i < valid.Length; i++)
        {
            foreach (byte flip in (byte[])[0x01, 0x80, 0xFF])
            {
                byte[] frame = [.. valid];
                frame[i] ^= flip;
                Try(frame);
            }
        }
    }

    [Fact]
    public void Random_bytes_are_refused_or_read()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] body = new byte[random.Next(40)];
            random.NextBytes(body);
            for (int j = 0; j < body.Length; j++)
            {
                // Most bytes are small: kinds, counts.
                body[j] = random.Next(3) > 0 ? (byte)random.Next(10) : body[j];
            }

            Try(random.Next(2) == 0 ? body : [.. Value(_ => { }), .. body]);
        }
    }

    [Fact]
    public void A_count_that_is_not_there_takes_no_memory()
    {
        int[] counts = [int.MaxValue, int.MinValue, -1, 1 << 30];
        Action<BinaryWriter, int>[] kinds =
        [
            (writer, count) => Head(writer, AnswerTag.Sequence, count),
            (writer, count) => Head(writer, AnswerTag.Items, count),
            (writer, count) => Head(writer, AnswerTag.Map, count),
            (writer, count) =>
            {
                writer.Write((byte)AnswerTag.Fields);
                writer.Write("T");
                writer.Write(count);
            },
            (writer, count) =>
            {
                writer.Write((byte)AnswerTag.Scalar);
                writer.Write((byte)TypeCode.String);
                writer.Write(count);
            },
            (writer, count) =>
            {
                writer.Write((byte)AnswerTag.Numbers);
                writer.Write((byte)TypeCode.Double);
                writer.Write((byte)1);
                writer.Write(count);
            },
            (writer, count) =>
            {
                writer.Write((byte)AnswerTag.Numbers);
                writer.Write((byte)TypeCode.Double);
                writer.Write((byte)2);
                writer.Write(count);
                writer.Write(count);
            },
            (writer, count) =>
            {
                writer.Write((byte)AnswerTag.Dense);
                writer.Write(count);
                writer.Write(count);
                writer.Write(false);
            },
        ];
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (int count in counts)
        {
            foreach (Action<BinaryWriter, int> kind in kinds)
            {
                byte[] frame = Value(writer => kind(writer, count));
                Assert.Throws<InvalidDataException>(() => new AnswerWire().Read(frame));
            }

            Assert.Throws<InvalidDataException>(() =>
                new AnswerWire().Read(Frame(writer => writer.Write(count)))
            );
            Assert.Throws<InvalidDataException>(() =>
                new AnswerWire().Read(
                    Frame(writer =>
                    {
                        writer.Write(0);
                        writer.Write(count);
                    })
                )
            );
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10 << 20);

        static void Head(BinaryWriter writer, AnswerTag tag, int count)
        {
            writer.Write((byte)tag);
            writer.Write(count);
        }
    }

    [Fact]
    public void Counts_that_all_claim_the_rest_take_no_more_than_the_rest()
    {
        byte[] frame = new byte[1 << 20];
        using (BinaryWriter writer = new(new MemoryStream(frame)))
        {
            writer.Write(0);
            writer.Write(1);
            for (int level = 0; level < 190; level++)
            {
                writer.Write((byte)AnswerTag.Sequence);
                writer.Write(frame.Length - (int)writer.BaseStream.Position - 4);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Try(frame);

        Assert.InRange(
            GC.GetAllocatedBytesForCurrentThread() - before,
            0,
            200L * s_expected.Length * frame.Length
        );
    }

    [Theory]
    [InlineData(AnswerTag.Sequence)]
    [InlineData(AnswerTag.Items)]
    [InlineData(AnswerTag.Map)]
    public void Values_in_values_without_an_end_are_refused(object tag)
    {
        byte[] frame = Value(writer =>
        {
            for (int i = 0; i < 100_000; i++)
            {
                writer.Write((byte)(AnswerTag)tag);
                writer.Write(1);
            }
        });

        Assert.Throws<InvalidDataException>(() => new AnswerWire().Read(frame));
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-7)]
    public void Ids_that_name_nothing_are_refused(long id)
    {
        byte[] reference = Value(writer =>
        {
            writer.Write((byte)AnswerTag.Reference);
            writer.Write(id);
        });
        byte[] handle = Value(writer =>
        {
            writer.Write((byte)AnswerTag.Handle);
            writer.Write(id);
            writer.Write("T");
            writer.Write(false);
        });

        Assert.Throws<InvalidDataException>(() =>
            new AnswerWire().Read(reference).Get(0, typeof(object))
        );
        Assert.All(Try(handle), value => Assert.IsType<AnswerRemote>(value));
    }

    [Fact]
    public void An_object_of_the_judges_cannot_be_made_up()
    {
        byte[] frame = Frame(writer =>
        {
            writer.Write(1);
            writer.Write(5L);
            writer.Write(2);
            writer.Write((byte)AnswerTag.Scalar);
            writer.Write((byte)TypeCode.Empty);
            writer.Write(0);
        });

        Assert.Throws<InvalidDataException>(() => new AnswerWire().Read(frame));
    }

    [Fact]
    public void A_row_that_holds_itself_is_no_end_of_the_process()
    {
        byte[] frame = Frame(writer =>
        {
            writer.Write(1);
            writer.Write(-5L);
            writer.Write(5 + 9);
            writer.Write((byte)AnswerTag.Sequence);
            writer.Write(1);
            writer.Write((byte)AnswerTag.Reference);
            writer.Write(-5L);
            writer.Write(1);
            writer.Write((byte)AnswerTag.Reference);
            writer.Write(-5L);
        });

        Try(frame);
    }

    [Fact]
    public void A_judges_object_takes_nothing_that_it_is_not()
    {
        object[] theirs =
        [
            new double[] { 1 },
            new object[] { 1 },
            new List<int> { 1 },
            new Dictionary<string, int> { ["a"] = 1 },
            new System.Collections.Hashtable { ["a"] = 1 },
            new System.Collections.ObjectModel.ReadOnlyDictionary<string, int>(
                new Dictionary<string, int> { ["a"] = 1 }
            ),
            new System.Collections.ObjectModel.ReadOnlyCollection<int>([1]),
            new HashSet<int> { 1 },
            Matrix<double>.Build.Dense(1, 1),
        ];
        Action<BinaryWriter>[] contents =
        [
            Scalar,
            writer => List(writer, AnswerTag.Sequence, Scalar),
            writer => List(writer, AnswerTag.Items, Scalar),
            writer =>
            {
                List(writer, AnswerTag.Map, Scalar);
                Scalar(writer);
            },
            writer =>
            {
                writer.Write((byte)AnswerTag.Numbers);
                writer.Write((byte)TypeCode.Double);
                writer.Write((byte)1);
                writer.Write(1);
                writer.Write(1.5);
            },
            writer =>
            {
                writer.Write((byte)AnswerTag.Dense);
                writer.Write(2);
                writer.Write(1);
                writer.Write(false);
                writer.Write(1.5);
                writer.Write(1.5);
            },
            writer =>
            {
                writer.Write((byte)AnswerTag.Fields);
                writer.Write("T");
                writer.Write(0);
            },
        ];
        foreach (object one in theirs)
        {
            foreach (Action<BinaryWriter> content in contents)
            {
                AnswerWire wire = new();
                wire.WriteByJudge([one]);
                byte[] written = Frame(content);
                byte[] frame = Frame(writer =>
                {
                    writer.Write(1);
                    writer.Write(1L);
                    writer.Write(written.Length);
                    writer.Write(written);
                    writer.Write(0);
                });
                Try(frame, wire);
            }
        }

        static void Scalar(BinaryWriter writer)
        {
            writer.Write((byte)AnswerTag.Scalar);
            writer.Write((byte)TypeCode.Int32);
            writer.Write(1);
        }

        static void List(BinaryWriter writer, AnswerTag tag, Action<BinaryWriter> item)
        {
            writer.Write((byte)tag);
            writer.Write(1);
            item(writer);
        }
    }

    [Theory]
    [InlineData(3, 2, false, 5)]
    [InlineData(3, 2, true, 6)]
    [InlineData(0, 0, false, 0)]
    [InlineData(-1, -1, false, 1)]
    [InlineData(65536, 65537, false, 65536)]
    public void A_matrix_has_as_many_values_as_its_shape(
        int rows,
        int columns,
        bool isVector,
        int count
    ) =>
        Assert.Throws<InvalidDataException>(() =>
            new AnswerWire().Read(
                Value(writer =>
                {
                    writer.Write((byte)AnswerTag.Dense);
                    writer.Write(rows);
                    writer.Write(columns);
                    writer.Write(isVector);
                    for (int i = 0; i < count; i++)
                    {
                        writer.Write(1.0);
                    }
                })
            )
        );

    [Fact]
    public void A_truth_value_is_true_or_false()
    {
        Assert.Throws<InvalidDataException>(() =>
            new AnswerWire().Read(
                Value(writer =>
                {
                    writer.Write((byte)AnswerTag.Scalar);
                    writer.Write((byte)TypeCode.Boolean);
                    writer.Write((byte)2);
                })
            )
        );
        Assert.Throws<InvalidDataException>(() =>
            new AnswerWire().Read(
                Value(writer =>
                {
                    writer.Write((byte)AnswerTag.Numbers);
                    writer.Write((byte)TypeCode.Boolean);
                    writer.Write((byte)1);
                    writer.Write(1);
                    writer.Write((byte)2);
                })
            )
        );
    }

    [Theory]
    [InlineData("System.Diagnostics.Process")]
    [InlineData("System.IO.FileInfo")]
    [InlineData("System.IO.FileStream")]
    [InlineData("System.Type")]
    [InlineData("System.RuntimeType")]
    [InlineData("System.String")]
    [InlineData("System.Int32")]
    [InlineData("System.Object")]
    [InlineData("System.Action")]
    [InlineData(
        "System.Collections.Generic.List`1[[System.Diagnostics.Process, System.Diagnostics.Process]]"
    )]
    [InlineData("NotebookNet.Runner.Classroom.Sandbox")]
    [InlineData("NotebookNet.Runner.Classroom.ExerciseGrade")]
    [InlineData("")]
    [InlineData("+")]
    [InlineData("+T")]
    [InlineData("+T[]")]
    [InlineData("+T*")]
    [InlineData("+T&")]
    [InlineData("+T,mscorlib")]
    [InlineData("+F")]
    [InlineData("+R")]
    [InlineData("+I")]
    [InlineData("+G`1")]
    [InlineData("+G`1[[System.Diagnostics.Process, System.Diagnostics.Process]]")]
    [InlineData("[[]]")]
    [InlineData(",")]
    [InlineData("a, b")]
    [InlineData("\\")]
    [InlineData("\0")]
    public async Task Only_types_of_the_assignment_are_made(string name)
    {
        AnswerWire wire = new();
        await wire.CellAsync(
            "class T { } delegate int F(); ref struct R { } interface I { } class G<X> { } (object)new T()"
        );
        byte[] frame = Value(writer =>
        {
            writer.Write((byte)AnswerTag.Fields);
            writer.Write(name);
            writer.Write(0);
        });

        Assert.All(Try(frame, wire), value => Assert.Equal("T", value.GetType().Name));
    }

    [Fact]
    public void A_name_without_an_end_is_refused() =>
        Assert.Throws<InvalidDataException>(() =>
            new AnswerWire().Read(
                Value(writer =>
                {
                    writer.Write((byte)AnswerTag.Fields);
                    writer.Write(Enumerable.Repeat((byte)0xFF, 20).ToArray());
                })
            )
        );

    [Theory]
    [InlineData("System.InvalidOperationException", typeof(InvalidOperationException))]
    [InlineData("System.DivideByZeroException", typeof(DivideByZeroException))]
    [InlineData("System.IO.IOException", typeof(IOException))]
    [InlineData("System.OperationCanceledException", typeof(OperationCanceledException))]
    [InlineData("System.Diagnostics.Process", typeof(AnswerException))]
    [InlineData("System.IO.FileStream", typeof(AnswerException))]
    [InlineData("System.String", typeof(AnswerException))]
    [InlineData("MyException", typeof(AnswerException))]
    [InlineData("", typeof(AnswerException))]
    [InlineData(null, typeof(AnswerException))]
    [InlineData("a, b", typeof(AnswerException))]
    [InlineData("System.Lazy`1[[Evil, Evil]]", typeof(AnswerException))]
    [InlineData("[", typeof(AnswerException))]
    public void Of_what_is_thrown_only_a_frameworks_exception_is_made(string? type, Type expected)
    {
        AnswerWire wire = new();

        Exception came = AnswerFailures.Read(wire.Read(wire.Write(type, "why", null)));

        Assert.IsType(expected, came);
        Assert.Contains("why", came.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_exception_of_the_framework_comes_as_an_exception()
    {
        AnswerWire wire = new();
        foreach (
            Type type in typeof(object)
                .Assembly.GetTypes()
                .Where(type => type.IsAssignableTo(typeof(Exception)))
        )
        {
            Assert.NotNull(AnswerFailures.Read(wire.Read(wire.Write(type.FullName, "why", null))));
        }
    }

    [Fact]
    public void What_is_thrown_without_words_is_refused() =>
        Assert.Throws<InvalidDataException>(() =>
            AnswerFailures.Read(new AnswerWire().Read(new AnswerWire().Write("a")))
        );

    [Fact]
    public void A_long_message_is_cut() =>
        Assert.InRange(
            (
                (string)
                    AnswerFailures.Write(new InvalidOperationException(new string('a', 1 << 20)))[
                        1
                    ]!
            ).Length,
            1000,
            10_000
        );

    [Theory]
    [InlineData(9, 10)]
    [InlineData(0, -1)]
    [InlineData(0, int.MaxValue)]
    public async Task A_message_of_another_kind_or_length_is_refused(int kind, int length)
    {
        byte[] head = Frame(writer =>
        {
            writer.Write((byte)kind);
            writer.Write(length);
        });

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            AnswerFrame.ReadAsync(
                new MemoryStream([.. head, .. new byte[20]]),
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_message_that_announces_much_and_ends_takes_no_memory()
    {
        byte[] head = Frame(writer =>
        {
            writer.Write((byte)AnswerFrame.Kinds.Return);
            writer.Write(AnswerFrame.MostBytes);
        });
        long before = GC.GetTotalAllocatedBytes();

        await Assert.ThrowsAsync<EndOfStreamException>(() =>
            AnswerFrame.ReadAsync(
                new MemoryStream([.. head, .. Encoding.UTF8.GetBytes("and no more")]),
                TestContext.Current.CancellationToken
            )
        );

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, AnswerFrame.MostBytes / 2);
    }
}

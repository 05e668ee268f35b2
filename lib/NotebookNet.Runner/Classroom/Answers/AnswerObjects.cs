using System.Runtime.InteropServices;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>
/// The objects that both processes hold while one call is on its way: each is born on one side and has a copy on the other.
/// Ids are positive where the judge's process gave them, negative where the student's did.
/// </summary>
internal sealed class AnswerObjects(bool isJudge)
{
    private readonly Dictionary<object, long> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, object> _objects = [];
    private readonly Dictionary<long, ulong> _known = [];
    private readonly Dictionary<long, long> _handles = [];
    private long _last;

    /// <summary>What objects of this side held before the other one changed them, since it was last cleared.</summary>
    public AnswerOriginals Originals { get; } = new();

    /// <summary>What they held before the last call.</summary>
    public AnswerOriginals OriginalsOfCall { get; } = new();

    /// <summary>All objects of the call.</summary>
    public IReadOnlyList<(long Id, object Value)> All =>
        [.. _objects.Select(entry => (entry.Key, entry.Value))];

    /// <summary>The id of an object, given to it where it has none.</summary>
    public long IdOf(object value)
    {
        if (!_ids.TryGetValue(value, out long id))
        {
            id = isJudge ? ++_last : --_last;
            Add(id, value);
        }

        return id;
    }

    /// <summary>The object of an id, or null.</summary>
    public object? Find(long id) => _objects.GetValueOrDefault(id);

    /// <summary>Whether an object was born on this side.</summary>
    public bool IsOwn(long id) => id > 0 == isJudge;

    /// <summary>Keeps the copy of an object that the other side holds.</summary>
    public void Add(long id, object value)
    {
        _ids[value] = id;
        _objects[id] = value;
    }

    /// <summary>Keeps under which handle the other side knows an object of its own.</summary>
    public void AddHandle(long id, long handle) => _handles[id] = handle;

    /// <summary>The handle of an object of the other side: a copy goes back under the same one, or it would seem changed.</summary>
    public long? HandleOf(object value) =>
        _ids.TryGetValue(value, out long id) && _handles.TryGetValue(id, out long handle)
            ? handle
            : null;

    /// <summary>Notes what both sides hold of an object now.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Note(long id, ReadOnlySpan<byte> content)
    {
        ulong hash = HashOf(content);
        bool isNew = !_known.TryGetValue(id, out ulong known) || known != hash;
        _known[id] = hash;
        return isNew;
    }

    /// <summary>Forgets the objects of a call that has ended; ids are not given twice.</summary>
    public void Clear()
    {
        _ids.Clear();
        _objects.Clear();
        _known.Clear();
        _handles.Clear();
    }

    private static ulong HashOf(ReadOnlySpan<byte> content)
    {
        const ulong Prime = 0x9E3779B97F4A7C15;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(content);
        ulong hash = (ulong)content.Length;
        foreach (ulong word in words)
        {
            hash = (hash ^ word) * Prime;
            hash ^= hash >> 32;
        }

        foreach (byte one in content[(words.Length * sizeof(ulong))..])
        {
            hash = (hash ^ one) * Prime;
        }

        return hash ^ (hash >> 29);
    }
}

using System.Reflection;

namespace NotebookNet.Runner.Classroom.Answers;

/// <summary>Functions and objects that stay where they are, and are named to the other side: they live as long as the connection.</summary>
internal sealed class AnswerHandles(bool isJudge)
{
    private readonly Dictionary<object, long> _ids = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<long, object> _objects = [];
    private long _last;

    /// <summary>A function: what it is called on, and the method.</summary>
    public sealed class Function(object? target, MethodInfo method)
    {
        /// <summary>What it is called on; null for a static method.</summary>
        public object? Target => target;

        /// <summary>The method.</summary>
        public MethodInfo Method => method;
    }

    /// <summary>Names an object.</summary>
    public long IdOf(object value)
    {
        if (!_ids.TryGetValue(value, out long id))
        {
            id = isJudge ? ++_last : --_last;
            _ids[value] = id;
            _objects[id] = value;
        }

        return id;
    }

    /// <summary>Whether this is the side that judges.</summary>
    public bool IsJudges => isJudge;

    /// <summary>Keeps what stands here for something of the other side: it goes back under the other side's name.</summary>
    public void Add(long id, object standIn) => _ids[standIn] = id;

    /// <summary>Whether an id names something of this side.</summary>
    public bool IsOwn(long id) => id > 0 == isJudge;

    /// <summary>What an id names.</summary>
    /// <exception cref="AnswerException">Nothing.</exception>
    public object Of(long id) =>
        _objects.GetValueOrDefault(id)
        ?? throw new AnswerException(Invariant($"there is no function or object {id} here"));
}

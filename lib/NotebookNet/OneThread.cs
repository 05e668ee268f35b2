using System.Runtime.CompilerServices;

namespace NotebookNet;

/// <summary>
/// The right to use an object that keeps what its next call needs (a network, a loss, an optimizer). One thread has it at a
/// time, and may take it again while it does; another is refused, rather than to wait or to compute with half of the first
/// one's numbers.
/// </summary>
internal sealed class OneThread
{
    private static readonly ConditionalWeakTable<object, OneThread> s_all = [];
    private readonly Lock _lock = new();
    private readonly OneThread[] _alone;

    public OneThread() => _alone = [this];

    /// <summary>The one and only right to use an object.</summary>
    public static OneThread Of(object used) => s_all.GetOrCreateValue(used);

    /// <summary>Takes the right until what is returned is disposed of.</summary>
    /// <param name="what">What is used, for the message: "network".</param>
    /// <exception cref="InvalidOperationException">Another thread has it.</exception>
    public Turn Enter(string what) => Enter(what, _alone);

    /// <summary>Takes several rights, all or none: that to use an object, and after it those to use its parts.</summary>
    public static Turn Enter(string what, OneThread[] all)
    {
        for (int i = 0; i < all.Length; i++)
        {
            if (!all[i]._lock.TryEnter())
            {
                new Turn(all.AsSpan(0, i)).Dispose();
                throw new InvalidOperationException(
                    $"Another thread is using this {what}{(i > 0 ? "'s layers" : "")}. A network, a loss or an optimizer serves one thread at a time: give each thread its own, or let one wait for the other."
                );
            }
        }

        return new Turn(all);
    }

    /// <summary>The time during which a thread has the right.</summary>
    public readonly ref struct Turn(ReadOnlySpan<OneThread> taken)
    {
        private readonly ReadOnlySpan<OneThread> _taken = taken;

        /// <summary>Gives the right back, if only to the next call of this thread.</summary>
        public void Dispose()
        {
            foreach (OneThread right in _taken)
            {
                right._lock.Exit();
            }
        }
    }
}

using System.Buffers;
using System.Text;

namespace TuiSetup.Newt.Keys;

/// <summary>
/// Turns a terminal's bytes into keys. Sequences and UTF-8 may arrive in pieces; an ESC that nothing follows
/// becomes the key Esc when <see cref="Flush"/> is called after the escape delay.
/// </summary>
internal sealed class KeyDecoder
{
    private readonly List<byte> _character = [];
    private readonly StringBuilder _sequence = new();
    private bool _afterEscape;
    private bool _escape, _dropped;

    /// <summary>Whether an ESC is waiting for what follows it.</summary>
    public bool IsPending => _escape;

    public void Feed(ReadOnlySpan<byte> bytes, Action<Key> key)
    {
        foreach (var value in bytes)
        {
            if (_afterEscape && value is (byte)'[' or (byte)'O')
            {
                // Esc, and then quickly a key that begins with ESC itself.
                (_escape, _afterEscape) = (true, false);
            }

            _afterEscape = false;
            if (_escape)
            {
                FeedSequence(value, key);
            }
            else if (_character.Count > 0 || value >= 0x80)
            {
                FeedUtf8(value, key);
            }
            else
            {
                FeedPlain(value, key);
            }
        }
    }

    /// <summary>The escape delay is over: what is pending was typed by hand.</summary>
    public void Flush(Action<Key> key)
    {
        if (!_escape)
        {
            return;
        }

        if (_sequence.Length == 0 && !_dropped)
        {
            key(KeyCode.Escape);
        }

        EndSequence();
    }

    /// <summary>Forgets what is pending: its end, when it comes, is no key.</summary>
    public void Drop()
    {
        _dropped = _escape;
        _character.Clear();
    }

    private void FeedSequence(byte value, Action<Key> key)
    {
        if (value == 0x1B && _sequence.Length > 0)
        {
            EndSequence();
            _escape = true;
            return;
        }

        _sequence.Append((char)value);
        var sequence = _sequence.ToString();
        _afterEscape = sequence == "\e";
        if (KeySequences.TryFind(sequence, out var code))
        {
            if (!_dropped)
            {
                key(code);
            }
        }
        else if (KeySequences.IsIncomplete(sequence) && sequence.Length < 32)
        {
            return;
        }
        else if (sequence.Length == 1)
        {
            EscapeAnd(value, key);
            return;
        }

        EndSequence();
    }

    /// <summary>What begins no sequence was typed after Esc, or with Alt.</summary>
    private void EscapeAnd(byte value, Action<Key> key)
    {
        var dropped = _dropped;
        EndSequence();
        if (!dropped)
        {
            key(KeyCode.Escape);
            Feed([value], key);
        }
    }

    private void EndSequence()
    {
        (_escape, _dropped) = (false, false);
        _sequence.Clear();
    }

    private void FeedUtf8(byte value, Action<Key> key)
    {
        _character.Add(value);
        var status = Rune.DecodeFromUtf8([.. _character], out var rune, out var used);
        if (status == OperationStatus.NeedMoreData && _character.Count < 4)
        {
            return;
        }

        var broken = used < _character.Count;
        _character.Clear();
        if (status == OperationStatus.Done)
        {
            key(new Key(KeyCode.Character, rune));
        }
        else if (broken)
        {
            // The character broke off before this byte, which is a key of its own or starts one.
            Feed([value], key);
        }
    }

    private void FeedPlain(byte value, Action<Key> key)
    {
        switch (value)
        {
            case 0x1B: _escape = true; break;
            case 0x09: key(KeyCode.Tab); break;
            case 0x0A or 0x0D: key(KeyCode.Enter); break;
            case 0x08 or 0x7F: key(KeyCode.Backspace); break;
            case 0x10: key(KeyCode.Up); break;
            case 0x0E: key(KeyCode.Down); break;
            case 0x02: key(KeyCode.Left); break;
            case 0x06: key(KeyCode.Right); break;
            case 0x01: key(KeyCode.Home); break;
            case 0x05: key(KeyCode.End); break;
            case 0x04: key(KeyCode.Delete); break;
            case 0x16: key(KeyCode.PageDown); break;
            case 0: break;
            case < 0x20: key(Key.Ctrl((char)(value + 0x60))); break;
            default: key(Key.Of((char)value)); break;
        }
    }
}

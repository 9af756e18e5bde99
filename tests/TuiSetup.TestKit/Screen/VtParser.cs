using System.Text;

namespace TuiSetup.TestKit;

/// <summary>What the parser finds in the bytes.</summary>
internal interface IVtActions
{
    void Print(Rune rune);

    /// <summary>A byte that is shown through the character set in use.</summary>
    void PrintByte(byte value);

    void Control(byte value);

    void Escape(string intermediates, char final);

    void Csi(CsiSequence sequence);

    /// <summary>OSC, DCS, APC, PM or SOS, by its introducer: <c>] P _ ^ X</c>.</summary>
    void ControlString(char introducer, string content);
}

/// <summary>Splits a terminal's input into text, controls and sequences, however it was cut into reads.</summary>
internal sealed class VtParser(IVtActions actions, bool utf8)
{
    private readonly Utf8Collector text = new();
    private readonly StringBuilder collected = new();
    private State state;
    private char introducer;

    private enum State
    {
        Ground,
        Escape,
        Csi,
        String,
        StringEscape,
        LinuxPalette,
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            Feed(value);
        }
    }

    private void Feed(byte value)
    {
        switch (state)
        {
            case State.String or State.StringEscape:
                InString(value);
                break;
            case var _ when value == 0x1b:
                Enter(State.Escape);
                break;
            case var _ when value is 0x18 or 0x1a:
                Enter(State.Ground);
                break;
            case var _ when value < 0x20:
                actions.Control(value);
                break;
            case State.Ground:
                InGround(value);
                break;
            case State.Escape:
                InEscape((char)value);
                break;
            case State.Csi:
                InCsi((char)value);
                break;
            case State.LinuxPalette:
                InPalette((char)value);
                break;
        }
    }

    private void Enter(State next)
    {
        state = next;
        collected.Clear();
        text.Clear();
    }

    private void InGround(byte value)
    {
        if (!utf8 || value < 0x80)
        {
            text.Clear();
            if (value != 0x7f)
            {
                actions.PrintByte(value);
            }
        }
        else if (text.TryTake(value, out var rune))
        {
            actions.Print(rune);
        }
    }

    private void InEscape(char value)
    {
        if (value < 0x30)
        {
            collected.Append(value);
        }
        else if (value == '[' && collected.Length == 0)
        {
            Enter(State.Csi);
        }
        else if ("]P_^X".Contains(value, StringComparison.Ordinal) && collected.Length == 0)
        {
            Enter(State.String);
            introducer = value;
        }
        else
        {
            var intermediates = collected.ToString();
            Enter(State.Ground);
            actions.Escape(intermediates, value);
        }
    }

    private void InCsi(char value)
    {
        collected.Append(value);
        if (value >= 0x40)
        {
            var sequence = CsiSequence.Parse(collected.ToString());
            Enter(State.Ground);
            actions.Csi(sequence);
        }
    }

    private void InString(byte value)
    {
        if (value == 0x07 || (state == State.StringEscape && value == '\\'))
        {
            EndString();
        }
        else if (state == State.StringEscape)
        {
            EndString();
            state = State.Escape;
            Feed(value);
        }
        else if (value == 0x1b)
        {
            state = State.StringEscape;
        }
        else if (collected.Length == 0 && introducer == ']' && value is (byte)'P' or (byte)'R')
        {
            // The Linux console's palette: seven hexadecimal digits follow, or none, and no terminator.
            Enter(value == 'P' ? State.LinuxPalette : State.Ground);
        }
        else
        {
            collected.Append((char)value);
        }
    }

    private void InPalette(char value)
    {
        collected.Append(value);
        if (collected.Length == 7)
        {
            Enter(State.Ground);
        }
    }

    private void EndString()
    {
        var content = collected.ToString();
        Enter(State.Ground);
        actions.ControlString(introducer, content);
    }
}

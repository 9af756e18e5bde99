namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>What a message between a call and its session is: one byte for this, four for the length of what follows, least first.</summary>
internal enum MessageKind : byte
{
    /// <summary>From the call: its words, ended by zero bytes each.</summary>
    Words = (byte)'W',

    /// <summary>From the call: the variables that matter, NAME=VALUE, ended by zero bytes each.</summary>
    Variables = (byte)'V',

    /// <summary>From the call: what the file of a text box holds.</summary>
    Text = (byte)'T',

    /// <summary>From the call: the number of its terminal, four bytes. It is all that the box needs; show it.</summary>
    Show = (byte)'S',

    /// <summary>From the call: bytes of a gauge's standard input; none is its end.</summary>
    Input = (byte)'I',

    /// <summary>From the session: the exit code, four bytes, and what goes to the output descriptor.</summary>
    Answer = (byte)'A',

    /// <summary>From the session: the call is none of it, and does best alone.</summary>
    Refusal = (byte)'R',
}

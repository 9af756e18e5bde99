using System.Xml.Linq;
using TuiSetup.VCenterSim.Xml;

namespace TuiSetup.VCenterSim;

/// <summary>A call as an operation sees it.</summary>
internal sealed record Call(string Method, (string Type, string Id) This, XElement Body, Session? Session, CancellationToken Cancel)
{
    public XElement? this[string parameter] => Body.Element(Vim.Namespace + parameter);

    /// <summary>The session, which this operation needs.</summary>
    public Session Login => Session ?? throw new SimFault("NotAuthenticated", "The session is not authenticated.", ("object", Vim.Ref("object", This)), ("privilegeId", "System.View"));
}

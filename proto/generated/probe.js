/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $String = $util.global.String, $Number = $util.global.Number, $Array = $util.global.Array, $isFinite = $util.global.isFinite, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const probe = $root.probe = (() => {

    /**
     * Namespace probe.
     * @exports probe
     * @namespace
     */
    const probe = {};

    probe.ProbeRequest = (function() {

        /**
         * Properties of a ProbeRequest.
         * @typedef {Object} probe.ProbeRequest.$Properties
         * @property {string|null} [runId] ProbeRequest runId
         * @property {string|null} [nonce] ProbeRequest nonce
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProbeRequest.
         * @memberof probe
         * @interface IProbeRequest
         * @augments probe.ProbeRequest.$Properties
         * @deprecated Use probe.ProbeRequest.$Properties instead.
         */

        /**
         * Shape of a ProbeRequest.
         * @typedef {probe.ProbeRequest.$Properties} probe.ProbeRequest.$Shape
         */

        /**
         * Constructs a new ProbeRequest.
         * @memberof probe
         * @classdesc Represents a ProbeRequest.
         * @constructor
         * @param {probe.ProbeRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProbeRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProbeRequest runId.
         * @member {string} runId
         * @memberof probe.ProbeRequest
         * @instance
         */
        ProbeRequest.prototype.runId = "";

        /**
         * ProbeRequest nonce.
         * @member {string} nonce
         * @memberof probe.ProbeRequest
         * @instance
         */
        ProbeRequest.prototype.nonce = "";

        /**
         * Creates a new ProbeRequest instance using the specified properties.
         * @function create
         * @memberof probe.ProbeRequest
         * @static
         * @param {probe.ProbeRequest.$Properties=} [properties] Properties to set
         * @returns {probe.ProbeRequest} ProbeRequest instance
         * @type {{
         *   (properties: probe.ProbeRequest.$Shape): probe.ProbeRequest & probe.ProbeRequest.$Shape;
         *   (properties?: probe.ProbeRequest.$Properties): probe.ProbeRequest;
         * }}
         */
        ProbeRequest.create = function(properties) {
            return new ProbeRequest(properties);
        };

        /**
         * Encodes the specified ProbeRequest message. Does not implicitly {@link probe.ProbeRequest.verify|verify} messages.
         * @function encode
         * @memberof probe.ProbeRequest
         * @static
         * @param {probe.ProbeRequest.$Properties} message ProbeRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProbeRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.nonce);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProbeRequest message from the specified reader or buffer.
         * @function decode
         * @memberof probe.ProbeRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {probe.ProbeRequest & probe.ProbeRequest.$Shape} ProbeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProbeRequest.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.probe.ProbeRequest();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ProbeRequest message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof probe.ProbeRequest
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {probe.ProbeRequest} ProbeRequest
         */
        ProbeRequest.fromObject = function (object, _depth) {
            if (object instanceof $root.probe.ProbeRequest)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".probe.ProbeRequest: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.probe.ProbeRequest();
            if (object.runId != null)
                if (typeof object.runId !== "string" || object.runId.length)
                    message.runId = $String(object.runId);
            if (object.nonce != null)
                if (typeof object.nonce !== "string" || object.nonce.length)
                    message.nonce = $String(object.nonce);
            return message;
        };

        /**
         * Creates a plain object from a ProbeRequest message. Also converts values to other types if specified.
         * @function toObject
         * @memberof probe.ProbeRequest
         * @static
         * @param {probe.ProbeRequest} message ProbeRequest
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ProbeRequest.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.runId = "";
                object.nonce = "";
            }
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                object.runId = message.runId;
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                object.nonce = message.nonce;
            return object;
        };

        /**
         * Converts this ProbeRequest to JSON.
         * @function toJSON
         * @memberof probe.ProbeRequest
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ProbeRequest.prototype.toJSON = function() {
            return ProbeRequest.toObject(this, $protobuf.util.toJSONOptions);
        };

        return ProbeRequest;
    })();

    probe.ProbeReply = (function() {

        /**
         * Properties of a ProbeReply.
         * @typedef {Object} probe.ProbeReply.$Properties
         * @property {string|null} [runId] ProbeReply runId
         * @property {string|null} [peerId] ProbeReply peerId
         * @property {string|null} [nonce] ProbeReply nonce
         * @property {number|null} [receivedAtMs] ProbeReply receivedAtMs
         * @property {number|null} [answeredAtMs] ProbeReply answeredAtMs
         * @property {string|null} [version] ProbeReply version
         * @property {number|null} [protocolVersion] ProbeReply protocolVersion
         * @property {string|null} [dataDigest] ProbeReply dataDigest
         * @property {string|null} [numerics] ProbeReply numerics
         * @property {string|null} [dataAddress] ProbeReply dataAddress
         * @property {string|null} [bound] ProbeReply bound
         * @property {Array.<string>|null} [addresses] ProbeReply addresses
         * @property {Array.<probe.Way.$Properties>|null} [ways] ProbeReply ways
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProbeReply.
         * @memberof probe
         * @interface IProbeReply
         * @augments probe.ProbeReply.$Properties
         * @deprecated Use probe.ProbeReply.$Properties instead.
         */

        /**
         * Shape of a ProbeReply.
         * @typedef {probe.ProbeReply.$Properties} probe.ProbeReply.$Shape
         */

        /**
         * Constructs a new ProbeReply.
         * @memberof probe
         * @classdesc Represents a ProbeReply.
         * @constructor
         * @param {probe.ProbeReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProbeReply = function (properties) {
            this.addresses = [];
            this.ways = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProbeReply runId.
         * @member {string} runId
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.runId = "";

        /**
         * ProbeReply peerId.
         * @member {string} peerId
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.peerId = "";

        /**
         * ProbeReply nonce.
         * @member {string} nonce
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.nonce = "";

        /**
         * ProbeReply receivedAtMs.
         * @member {number} receivedAtMs
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.receivedAtMs = 0;

        /**
         * ProbeReply answeredAtMs.
         * @member {number} answeredAtMs
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.answeredAtMs = 0;

        /**
         * ProbeReply version.
         * @member {string} version
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.version = "";

        /**
         * ProbeReply protocolVersion.
         * @member {number} protocolVersion
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.protocolVersion = 0;

        /**
         * ProbeReply dataDigest.
         * @member {string} dataDigest
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.dataDigest = "";

        /**
         * ProbeReply numerics.
         * @member {string} numerics
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.numerics = "";

        /**
         * ProbeReply dataAddress.
         * @member {string} dataAddress
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.dataAddress = "";

        /**
         * ProbeReply bound.
         * @member {string} bound
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.bound = "";

        /**
         * ProbeReply addresses.
         * @member {Array.<string>} addresses
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.addresses = $util.emptyArray;

        /**
         * ProbeReply ways.
         * @member {Array.<probe.Way.$Properties>} ways
         * @memberof probe.ProbeReply
         * @instance
         */
        ProbeReply.prototype.ways = $util.emptyArray;

        /**
         * Creates a new ProbeReply instance using the specified properties.
         * @function create
         * @memberof probe.ProbeReply
         * @static
         * @param {probe.ProbeReply.$Properties=} [properties] Properties to set
         * @returns {probe.ProbeReply} ProbeReply instance
         * @type {{
         *   (properties: probe.ProbeReply.$Shape): probe.ProbeReply & probe.ProbeReply.$Shape;
         *   (properties?: probe.ProbeReply.$Properties): probe.ProbeReply;
         * }}
         */
        ProbeReply.create = function(properties) {
            return new ProbeReply(properties);
        };

        /**
         * Encodes the specified ProbeReply message. Does not implicitly {@link probe.ProbeReply.verify|verify} messages.
         * @function encode
         * @memberof probe.ProbeReply
         * @static
         * @param {probe.ProbeReply.$Properties} message ProbeReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProbeReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.runId);
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce") && message.nonce !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.nonce);
            if (message.receivedAtMs != null && $Object.hasOwnProperty.call(message, "receivedAtMs") && !$Object.is(message.receivedAtMs, 0))
                writer.uint32(/* id 4, wireType 1 =*/33).double(message.receivedAtMs);
            if (message.answeredAtMs != null && $Object.hasOwnProperty.call(message, "answeredAtMs") && !$Object.is(message.answeredAtMs, 0))
                writer.uint32(/* id 5, wireType 1 =*/41).double(message.answeredAtMs);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.version);
            if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.protocolVersion);
            if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest") && message.dataDigest !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.dataDigest);
            if (message.numerics != null && $Object.hasOwnProperty.call(message, "numerics") && message.numerics !== "")
                writer.uint32(/* id 9, wireType 2 =*/74).string(message.numerics);
            if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress") && message.dataAddress !== "")
                writer.uint32(/* id 10, wireType 2 =*/82).string(message.dataAddress);
            if (message.bound != null && $Object.hasOwnProperty.call(message, "bound") && message.bound !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.bound);
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.addresses[i]);
            if (message.ways != null && message.ways.length)
                for (let i = 0; i < message.ways.length; ++i)
                    $root.probe.Way.encode(message.ways[i], writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProbeReply message from the specified reader or buffer.
         * @function decode
         * @memberof probe.ProbeReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {probe.ProbeReply & probe.ProbeReply.$Shape} ProbeReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProbeReply.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.probe.ProbeReply();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.peerId = value;
                        else
                            delete message.peerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.nonce = value;
                        else
                            delete message.nonce;
                        continue;
                    }
                case 4: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.receivedAtMs = value;
                        else
                            delete message.receivedAtMs;
                        continue;
                    }
                case 5: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.answeredAtMs = value;
                        else
                            delete message.answeredAtMs;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.protocolVersion = value;
                        else
                            delete message.protocolVersion;
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataDigest = value;
                        else
                            delete message.dataDigest;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.numerics = value;
                        else
                            delete message.numerics;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataAddress = value;
                        else
                            delete message.dataAddress;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.bound = value;
                        else
                            delete message.bound;
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (!(message.ways && message.ways.length))
                            message.ways = [];
                        message.ways.push($root.probe.Way.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a ProbeReply message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof probe.ProbeReply
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {probe.ProbeReply} ProbeReply
         */
        ProbeReply.fromObject = function (object, _depth) {
            if (object instanceof $root.probe.ProbeReply)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".probe.ProbeReply: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.probe.ProbeReply();
            if (object.runId != null)
                if (typeof object.runId !== "string" || object.runId.length)
                    message.runId = $String(object.runId);
            if (object.peerId != null)
                if (typeof object.peerId !== "string" || object.peerId.length)
                    message.peerId = $String(object.peerId);
            if (object.nonce != null)
                if (typeof object.nonce !== "string" || object.nonce.length)
                    message.nonce = $String(object.nonce);
            if (object.receivedAtMs != null)
                if (!$Object.is($Number(object.receivedAtMs), 0))
                    message.receivedAtMs = $Number(object.receivedAtMs);
            if (object.answeredAtMs != null)
                if (!$Object.is($Number(object.answeredAtMs), 0))
                    message.answeredAtMs = $Number(object.answeredAtMs);
            if (object.version != null)
                if (typeof object.version !== "string" || object.version.length)
                    message.version = $String(object.version);
            if (object.protocolVersion != null)
                if ($Number(object.protocolVersion) !== 0)
                    message.protocolVersion = object.protocolVersion >>> 0;
            if (object.dataDigest != null)
                if (typeof object.dataDigest !== "string" || object.dataDigest.length)
                    message.dataDigest = $String(object.dataDigest);
            if (object.numerics != null)
                if (typeof object.numerics !== "string" || object.numerics.length)
                    message.numerics = $String(object.numerics);
            if (object.dataAddress != null)
                if (typeof object.dataAddress !== "string" || object.dataAddress.length)
                    message.dataAddress = $String(object.dataAddress);
            if (object.bound != null)
                if (typeof object.bound !== "string" || object.bound.length)
                    message.bound = $String(object.bound);
            if (object.addresses) {
                if (!$Array.isArray(object.addresses))
                    throw $TypeError(".probe.ProbeReply.addresses: array expected");
                message.addresses = $Array(object.addresses.length);
                for (let i = 0; i < object.addresses.length; ++i)
                    message.addresses[i] = $String(object.addresses[i]);
            }
            if (object.ways) {
                if (!$Array.isArray(object.ways))
                    throw $TypeError(".probe.ProbeReply.ways: array expected");
                message.ways = $Array(object.ways.length);
                for (let i = 0; i < object.ways.length; ++i) {
                    if (!$util.isObject(object.ways[i]))
                        throw $TypeError(".probe.ProbeReply.ways: object expected");
                    message.ways[i] = $root.probe.Way.fromObject(object.ways[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a ProbeReply message. Also converts values to other types if specified.
         * @function toObject
         * @memberof probe.ProbeReply
         * @static
         * @param {probe.ProbeReply} message ProbeReply
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        ProbeReply.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults) {
                object.addresses = [];
                object.ways = [];
            }
            if (options.defaults) {
                object.runId = "";
                object.peerId = "";
                object.nonce = "";
                object.receivedAtMs = 0;
                object.answeredAtMs = 0;
                object.version = "";
                object.protocolVersion = 0;
                object.dataDigest = "";
                object.numerics = "";
                object.dataAddress = "";
                object.bound = "";
            }
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                object.runId = message.runId;
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                object.peerId = message.peerId;
            if (message.nonce != null && $Object.hasOwnProperty.call(message, "nonce"))
                object.nonce = message.nonce;
            if (message.receivedAtMs != null && $Object.hasOwnProperty.call(message, "receivedAtMs"))
                object.receivedAtMs = options.json && !$isFinite(message.receivedAtMs) ? $String(message.receivedAtMs) : message.receivedAtMs;
            if (message.answeredAtMs != null && $Object.hasOwnProperty.call(message, "answeredAtMs"))
                object.answeredAtMs = options.json && !$isFinite(message.answeredAtMs) ? $String(message.answeredAtMs) : message.answeredAtMs;
            if (message.version != null && $Object.hasOwnProperty.call(message, "version"))
                object.version = message.version;
            if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion"))
                object.protocolVersion = message.protocolVersion;
            if (message.dataDigest != null && $Object.hasOwnProperty.call(message, "dataDigest"))
                object.dataDigest = message.dataDigest;
            if (message.numerics != null && $Object.hasOwnProperty.call(message, "numerics"))
                object.numerics = message.numerics;
            if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress"))
                object.dataAddress = message.dataAddress;
            if (message.bound != null && $Object.hasOwnProperty.call(message, "bound"))
                object.bound = message.bound;
            if (message.addresses && message.addresses.length) {
                object.addresses = $Array(message.addresses.length);
                for (let j = 0; j < message.addresses.length; ++j)
                    object.addresses[j] = message.addresses[j];
            }
            if (message.ways && message.ways.length) {
                object.ways = $Array(message.ways.length);
                for (let j = 0; j < message.ways.length; ++j)
                    object.ways[j] = $root.probe.Way.toObject(message.ways[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this ProbeReply to JSON.
         * @function toJSON
         * @memberof probe.ProbeReply
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        ProbeReply.prototype.toJSON = function() {
            return ProbeReply.toObject(this, $protobuf.util.toJSONOptions);
        };

        return ProbeReply;
    })();

    probe.Way = (function() {

        /**
         * Properties of a Way.
         * @typedef {Object} probe.Way.$Properties
         * @property {string|null} [peerId] Way peerId
         * @property {string|null} [dataAddress] Way dataAddress
         * @property {string|null} [resolved] Way resolved
         * @property {string|null} [code] Way code
         * @property {Array.<number>|null} [roundTripsMs] Way roundTripsMs
         * @property {boolean|null} [linked] Way linked
         * @property {boolean|null} [heard] Way heard
         * @property {number|null} [heardAgoMs] Way heardAgoMs
         * @property {number|null} [messageBytes] Way messageBytes
         * @property {number|null} [bytesPerSecond] Way bytesPerSecond
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Way.
         * @memberof probe
         * @interface IWay
         * @augments probe.Way.$Properties
         * @deprecated Use probe.Way.$Properties instead.
         */

        /**
         * Shape of a Way.
         * @typedef {probe.Way.$Properties} probe.Way.$Shape
         */

        /**
         * Constructs a new Way.
         * @memberof probe
         * @classdesc Represents a Way.
         * @constructor
         * @param {probe.Way.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Way = function (properties) {
            this.roundTripsMs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Way peerId.
         * @member {string} peerId
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.peerId = "";

        /**
         * Way dataAddress.
         * @member {string} dataAddress
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.dataAddress = "";

        /**
         * Way resolved.
         * @member {string} resolved
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.resolved = "";

        /**
         * Way code.
         * @member {string} code
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.code = "";

        /**
         * Way roundTripsMs.
         * @member {Array.<number>} roundTripsMs
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.roundTripsMs = $util.emptyArray;

        /**
         * Way linked.
         * @member {boolean} linked
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.linked = false;

        /**
         * Way heard.
         * @member {boolean} heard
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.heard = false;

        /**
         * Way heardAgoMs.
         * @member {number} heardAgoMs
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.heardAgoMs = 0;

        /**
         * Way messageBytes.
         * @member {number} messageBytes
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.messageBytes = 0;

        /**
         * Way bytesPerSecond.
         * @member {number} bytesPerSecond
         * @memberof probe.Way
         * @instance
         */
        Way.prototype.bytesPerSecond = 0;

        /**
         * Creates a new Way instance using the specified properties.
         * @function create
         * @memberof probe.Way
         * @static
         * @param {probe.Way.$Properties=} [properties] Properties to set
         * @returns {probe.Way} Way instance
         * @type {{
         *   (properties: probe.Way.$Shape): probe.Way & probe.Way.$Shape;
         *   (properties?: probe.Way.$Properties): probe.Way;
         * }}
         */
        Way.create = function(properties) {
            return new Way(properties);
        };

        /**
         * Encodes the specified Way message. Does not implicitly {@link probe.Way.verify|verify} messages.
         * @function encode
         * @memberof probe.Way
         * @static
         * @param {probe.Way.$Properties} message Way message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Way.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
            if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress") && message.dataAddress !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.dataAddress);
            if (message.resolved != null && $Object.hasOwnProperty.call(message, "resolved") && message.resolved !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.resolved);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.code);
            if (message.roundTripsMs != null && message.roundTripsMs.length)
                writer.uint32(/* id 5, wireType 2 =*/42).doubles(message.roundTripsMs);
            if (message.linked != null && $Object.hasOwnProperty.call(message, "linked") && message.linked !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.linked);
            if (message.heard != null && $Object.hasOwnProperty.call(message, "heard") && message.heard !== false)
                writer.uint32(/* id 7, wireType 0 =*/56).bool(message.heard);
            if (message.heardAgoMs != null && $Object.hasOwnProperty.call(message, "heardAgoMs") && !$Object.is(message.heardAgoMs, 0))
                writer.uint32(/* id 8, wireType 1 =*/65).double(message.heardAgoMs);
            if (message.messageBytes != null && $Object.hasOwnProperty.call(message, "messageBytes") && !$Object.is(message.messageBytes, 0))
                writer.uint32(/* id 9, wireType 1 =*/73).double(message.messageBytes);
            if (message.bytesPerSecond != null && $Object.hasOwnProperty.call(message, "bytesPerSecond") && !$Object.is(message.bytesPerSecond, 0))
                writer.uint32(/* id 10, wireType 1 =*/81).double(message.bytesPerSecond);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Way message from the specified reader or buffer.
         * @function decode
         * @memberof probe.Way
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {probe.Way & probe.Way.$Shape} Way
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Way.decode = function (reader, length, _end, _depth, _target) {
            if (!(reader instanceof $Reader))
                reader = $Reader.create(reader);
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $Reader.recursionLimit)
                throw $Error("max depth exceeded");
            let end, message, value;
            if (length === $undefined)
                end = reader.len;
            else {
                end = reader.pos + length;
                if (end > reader.len)
                    throw $RangeError("index out of range");
                length = reader.len;
                reader.len = end;
            }
            message = _target || new $root.probe.Way();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 1: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.peerId = value;
                        else
                            delete message.peerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.dataAddress = value;
                        else
                            delete message.dataAddress;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.resolved = value;
                        else
                            delete message.resolved;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.roundTripsMs && message.roundTripsMs.length))
                                message.roundTripsMs = [];
                            reader.doubles(message.roundTripsMs);
                            continue;
                        }
                        if (wireType !== 1)
                            break;
                        if (!(message.roundTripsMs && message.roundTripsMs.length))
                            message.roundTripsMs = [];
                        message.roundTripsMs.push(reader.double());
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.linked = value;
                        else
                            delete message.linked;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.heard = value;
                        else
                            delete message.heard;
                        continue;
                    }
                case 8: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.heardAgoMs = value;
                        else
                            delete message.heardAgoMs;
                        continue;
                    }
                case 9: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.messageBytes = value;
                        else
                            delete message.messageBytes;
                        continue;
                    }
                case 10: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.bytesPerSecond = value;
                        else
                            delete message.bytesPerSecond;
                        continue;
                    }
                }
                reader.skipType(wireType, _depth, tag);
                if (!reader.discardUnknown) {
                    $util.makeProp(message, "$unknowns", false);
                    (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                }
            }
            if (length !== $undefined) {
                if (reader.pos !== end)
                    throw $RangeError("index out of range");
                reader.len = length;
            }
            if (_end !== $undefined)
                throw $Error("missing end group");
            return message;
        };

        /**
         * Creates a Way message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof probe.Way
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {probe.Way} Way
         */
        Way.fromObject = function (object, _depth) {
            if (object instanceof $root.probe.Way)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".probe.Way: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.probe.Way();
            if (object.peerId != null)
                if (typeof object.peerId !== "string" || object.peerId.length)
                    message.peerId = $String(object.peerId);
            if (object.dataAddress != null)
                if (typeof object.dataAddress !== "string" || object.dataAddress.length)
                    message.dataAddress = $String(object.dataAddress);
            if (object.resolved != null)
                if (typeof object.resolved !== "string" || object.resolved.length)
                    message.resolved = $String(object.resolved);
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            if (object.roundTripsMs) {
                if (!$Array.isArray(object.roundTripsMs))
                    throw $TypeError(".probe.Way.roundTripsMs: array expected");
                message.roundTripsMs = $Array(object.roundTripsMs.length);
                for (let i = 0; i < object.roundTripsMs.length; ++i)
                    message.roundTripsMs[i] = $Number(object.roundTripsMs[i]);
            }
            if (object.linked != null)
                if (object.linked)
                    message.linked = $Boolean(object.linked);
            if (object.heard != null)
                if (object.heard)
                    message.heard = $Boolean(object.heard);
            if (object.heardAgoMs != null)
                if (!$Object.is($Number(object.heardAgoMs), 0))
                    message.heardAgoMs = $Number(object.heardAgoMs);
            if (object.messageBytes != null)
                if (!$Object.is($Number(object.messageBytes), 0))
                    message.messageBytes = $Number(object.messageBytes);
            if (object.bytesPerSecond != null)
                if (!$Object.is($Number(object.bytesPerSecond), 0))
                    message.bytesPerSecond = $Number(object.bytesPerSecond);
            return message;
        };

        /**
         * Creates a plain object from a Way message. Also converts values to other types if specified.
         * @function toObject
         * @memberof probe.Way
         * @static
         * @param {probe.Way} message Way
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        Way.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.roundTripsMs = [];
            if (options.defaults) {
                object.peerId = "";
                object.dataAddress = "";
                object.resolved = "";
                object.code = "";
                object.linked = false;
                object.heard = false;
                object.heardAgoMs = 0;
                object.messageBytes = 0;
                object.bytesPerSecond = 0;
            }
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                object.peerId = message.peerId;
            if (message.dataAddress != null && $Object.hasOwnProperty.call(message, "dataAddress"))
                object.dataAddress = message.dataAddress;
            if (message.resolved != null && $Object.hasOwnProperty.call(message, "resolved"))
                object.resolved = message.resolved;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            if (message.roundTripsMs && message.roundTripsMs.length) {
                object.roundTripsMs = $Array(message.roundTripsMs.length);
                for (let j = 0; j < message.roundTripsMs.length; ++j)
                    object.roundTripsMs[j] = options.json && !$isFinite(message.roundTripsMs[j]) ? $String(message.roundTripsMs[j]) : message.roundTripsMs[j];
            }
            if (message.linked != null && $Object.hasOwnProperty.call(message, "linked"))
                object.linked = message.linked;
            if (message.heard != null && $Object.hasOwnProperty.call(message, "heard"))
                object.heard = message.heard;
            if (message.heardAgoMs != null && $Object.hasOwnProperty.call(message, "heardAgoMs"))
                object.heardAgoMs = options.json && !$isFinite(message.heardAgoMs) ? $String(message.heardAgoMs) : message.heardAgoMs;
            if (message.messageBytes != null && $Object.hasOwnProperty.call(message, "messageBytes"))
                object.messageBytes = options.json && !$isFinite(message.messageBytes) ? $String(message.messageBytes) : message.messageBytes;
            if (message.bytesPerSecond != null && $Object.hasOwnProperty.call(message, "bytesPerSecond"))
                object.bytesPerSecond = options.json && !$isFinite(message.bytesPerSecond) ? $String(message.bytesPerSecond) : message.bytesPerSecond;
            return object;
        };

        /**
         * Converts this Way to JSON.
         * @function toJSON
         * @memberof probe.Way
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        Way.prototype.toJSON = function() {
            return Way.toObject(this, $protobuf.util.toJSONOptions);
        };

        return Way;
    })();

    return probe;
})();

export {
  $root as default
};

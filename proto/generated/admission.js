/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Array = $util.global.Array, $String = $util.global.String, $Number = $util.global.Number, $Boolean = $util.global.Boolean;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const admission = $root.admission = (() => {

    /**
     * Namespace admission.
     * @exports admission
     * @namespace
     */
    const admission = {};

    admission.JoinToken = (function() {

        /**
         * Properties of a JoinToken.
         * @typedef {Object} admission.JoinToken.$Properties
         * @property {Array.<string>|null} [addresses] JoinToken addresses
         * @property {Uint8Array|null} [keyHash] JoinToken keyHash
         * @property {string|null} [runId] JoinToken runId
         * @property {Uint8Array|null} [secret] JoinToken secret
         * @property {number|null} [expiresS] JoinToken expiresS
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a JoinToken.
         * @memberof admission
         * @interface IJoinToken
         * @augments admission.JoinToken.$Properties
         * @deprecated Use admission.JoinToken.$Properties instead.
         */

        /**
         * Shape of a JoinToken.
         * @typedef {admission.JoinToken.$Properties} admission.JoinToken.$Shape
         */

        /**
         * Constructs a new JoinToken.
         * @memberof admission
         * @classdesc Represents a JoinToken.
         * @constructor
         * @param {admission.JoinToken.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const JoinToken = function (properties) {
            this.addresses = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * JoinToken addresses.
         * @member {Array.<string>} addresses
         * @memberof admission.JoinToken
         * @instance
         */
        JoinToken.prototype.addresses = $util.emptyArray;

        /**
         * JoinToken keyHash.
         * @member {Uint8Array} keyHash
         * @memberof admission.JoinToken
         * @instance
         */
        JoinToken.prototype.keyHash = $util.newBuffer([]);

        /**
         * JoinToken runId.
         * @member {string} runId
         * @memberof admission.JoinToken
         * @instance
         */
        JoinToken.prototype.runId = "";

        /**
         * JoinToken secret.
         * @member {Uint8Array} secret
         * @memberof admission.JoinToken
         * @instance
         */
        JoinToken.prototype.secret = $util.newBuffer([]);

        /**
         * JoinToken expiresS.
         * @member {number} expiresS
         * @memberof admission.JoinToken
         * @instance
         */
        JoinToken.prototype.expiresS = 0;

        /**
         * Creates a new JoinToken instance using the specified properties.
         * @function create
         * @memberof admission.JoinToken
         * @static
         * @param {admission.JoinToken.$Properties=} [properties] Properties to set
         * @returns {admission.JoinToken} JoinToken instance
         * @type {{
         *   (properties: admission.JoinToken.$Shape): admission.JoinToken & admission.JoinToken.$Shape;
         *   (properties?: admission.JoinToken.$Properties): admission.JoinToken;
         * }}
         */
        JoinToken.create = function(properties) {
            return new JoinToken(properties);
        };

        /**
         * Encodes the specified JoinToken message. Does not implicitly {@link admission.JoinToken.verify|verify} messages.
         * @function encode
         * @memberof admission.JoinToken
         * @static
         * @param {admission.JoinToken.$Properties} message JoinToken message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        JoinToken.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.addresses != null && message.addresses.length)
                for (let i = 0; i < message.addresses.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.addresses[i]);
            if (message.keyHash != null && $Object.hasOwnProperty.call(message, "keyHash") && message.keyHash.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.keyHash);
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId") && message.runId !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.runId);
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret") && message.secret.length)
                writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.secret);
            if (message.expiresS != null && $Object.hasOwnProperty.call(message, "expiresS") && message.expiresS !== 0)
                writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.expiresS);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a JoinToken message from the specified reader or buffer.
         * @function decode
         * @memberof admission.JoinToken
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.JoinToken & admission.JoinToken.$Shape} JoinToken
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        JoinToken.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.JoinToken();
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
                        if (!(message.addresses && message.addresses.length))
                            message.addresses = [];
                        message.addresses.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.keyHash = value;
                        else
                            delete message.keyHash;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.runId = value;
                        else
                            delete message.runId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.secret = value;
                        else
                            delete message.secret;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.expiresS = value;
                        else
                            delete message.expiresS;
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
         * Creates a JoinToken message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.JoinToken
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.JoinToken} JoinToken
         */
        JoinToken.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.JoinToken)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.JoinToken: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.JoinToken();
            if (object.addresses) {
                if (!$Array.isArray(object.addresses))
                    throw $TypeError(".admission.JoinToken.addresses: array expected");
                message.addresses = $Array(object.addresses.length);
                for (let i = 0; i < object.addresses.length; ++i)
                    message.addresses[i] = $String(object.addresses[i]);
            }
            if (object.keyHash != null)
                if (object.keyHash.length)
                    if (typeof object.keyHash === "string")
                        $util.base64.decode(object.keyHash, message.keyHash = $util.newBuffer($util.base64.length(object.keyHash)), 0);
                    else if (object.keyHash.length >= 0)
                        message.keyHash = object.keyHash;
            if (object.runId != null)
                if (typeof object.runId !== "string" || object.runId.length)
                    message.runId = $String(object.runId);
            if (object.secret != null)
                if (object.secret.length)
                    if (typeof object.secret === "string")
                        $util.base64.decode(object.secret, message.secret = $util.newBuffer($util.base64.length(object.secret)), 0);
                    else if (object.secret.length >= 0)
                        message.secret = object.secret;
            if (object.expiresS != null)
                if ($Number(object.expiresS) !== 0)
                    message.expiresS = object.expiresS >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a JoinToken message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.JoinToken
         * @static
         * @param {admission.JoinToken} message JoinToken
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        JoinToken.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.addresses = [];
            if (options.defaults) {
                if (options.bytes === $String)
                    object.keyHash = "";
                else {
                    object.keyHash = [];
                    if (options.bytes !== $Array)
                        object.keyHash = $util.newBuffer(object.keyHash);
                }
                object.runId = "";
                if (options.bytes === $String)
                    object.secret = "";
                else {
                    object.secret = [];
                    if (options.bytes !== $Array)
                        object.secret = $util.newBuffer(object.secret);
                }
                object.expiresS = 0;
            }
            if (message.addresses && message.addresses.length) {
                object.addresses = $Array(message.addresses.length);
                for (let j = 0; j < message.addresses.length; ++j)
                    object.addresses[j] = message.addresses[j];
            }
            if (message.keyHash != null && $Object.hasOwnProperty.call(message, "keyHash"))
                object.keyHash = options.bytes === $String ? $util.base64.encode(message.keyHash, 0, message.keyHash.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.keyHash) : message.keyHash;
            if (message.runId != null && $Object.hasOwnProperty.call(message, "runId"))
                object.runId = message.runId;
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret"))
                object.secret = options.bytes === $String ? $util.base64.encode(message.secret, 0, message.secret.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.secret) : message.secret;
            if (message.expiresS != null && $Object.hasOwnProperty.call(message, "expiresS"))
                object.expiresS = message.expiresS;
            return object;
        };

        /**
         * Converts this JoinToken to JSON.
         * @function toJSON
         * @memberof admission.JoinToken
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        JoinToken.prototype.toJSON = function() {
            return JoinToken.toObject(this, $protobuf.util.toJSONOptions);
        };

        return JoinToken;
    })();

    admission.AdmissionRequest = (function() {

        /**
         * Properties of an AdmissionRequest.
         * @typedef {Object} admission.AdmissionRequest.$Properties
         * @property {Uint8Array|null} [secret] AdmissionRequest secret
         * @property {string|null} [publicKey] AdmissionRequest publicKey
         * @property {string|null} [network] AdmissionRequest network
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AdmissionRequest.
         * @memberof admission
         * @interface IAdmissionRequest
         * @augments admission.AdmissionRequest.$Properties
         * @deprecated Use admission.AdmissionRequest.$Properties instead.
         */

        /**
         * Shape of an AdmissionRequest.
         * @typedef {admission.AdmissionRequest.$Properties} admission.AdmissionRequest.$Shape
         */

        /**
         * Constructs a new AdmissionRequest.
         * @memberof admission
         * @classdesc Represents an AdmissionRequest.
         * @constructor
         * @param {admission.AdmissionRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AdmissionRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AdmissionRequest secret.
         * @member {Uint8Array} secret
         * @memberof admission.AdmissionRequest
         * @instance
         */
        AdmissionRequest.prototype.secret = $util.newBuffer([]);

        /**
         * AdmissionRequest publicKey.
         * @member {string} publicKey
         * @memberof admission.AdmissionRequest
         * @instance
         */
        AdmissionRequest.prototype.publicKey = "";

        /**
         * AdmissionRequest network.
         * @member {string} network
         * @memberof admission.AdmissionRequest
         * @instance
         */
        AdmissionRequest.prototype.network = "";

        /**
         * Creates a new AdmissionRequest instance using the specified properties.
         * @function create
         * @memberof admission.AdmissionRequest
         * @static
         * @param {admission.AdmissionRequest.$Properties=} [properties] Properties to set
         * @returns {admission.AdmissionRequest} AdmissionRequest instance
         * @type {{
         *   (properties: admission.AdmissionRequest.$Shape): admission.AdmissionRequest & admission.AdmissionRequest.$Shape;
         *   (properties?: admission.AdmissionRequest.$Properties): admission.AdmissionRequest;
         * }}
         */
        AdmissionRequest.create = function(properties) {
            return new AdmissionRequest(properties);
        };

        /**
         * Encodes the specified AdmissionRequest message. Does not implicitly {@link admission.AdmissionRequest.verify|verify} messages.
         * @function encode
         * @memberof admission.AdmissionRequest
         * @static
         * @param {admission.AdmissionRequest.$Properties} message AdmissionRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AdmissionRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret") && message.secret.length)
                writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.secret);
            if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey") && message.publicKey !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.publicKey);
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.network);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AdmissionRequest message from the specified reader or buffer.
         * @function decode
         * @memberof admission.AdmissionRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.AdmissionRequest & admission.AdmissionRequest.$Shape} AdmissionRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AdmissionRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.AdmissionRequest();
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
                        if ((value = reader.bytes()).length)
                            message.secret = value;
                        else
                            delete message.secret;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.publicKey = value;
                        else
                            delete message.publicKey;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.network = value;
                        else
                            delete message.network;
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
         * Creates an AdmissionRequest message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.AdmissionRequest
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.AdmissionRequest} AdmissionRequest
         */
        AdmissionRequest.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.AdmissionRequest)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.AdmissionRequest: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.AdmissionRequest();
            if (object.secret != null)
                if (object.secret.length)
                    if (typeof object.secret === "string")
                        $util.base64.decode(object.secret, message.secret = $util.newBuffer($util.base64.length(object.secret)), 0);
                    else if (object.secret.length >= 0)
                        message.secret = object.secret;
            if (object.publicKey != null)
                if (typeof object.publicKey !== "string" || object.publicKey.length)
                    message.publicKey = $String(object.publicKey);
            if (object.network != null)
                if (typeof object.network !== "string" || object.network.length)
                    message.network = $String(object.network);
            return message;
        };

        /**
         * Creates a plain object from an AdmissionRequest message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.AdmissionRequest
         * @static
         * @param {admission.AdmissionRequest} message AdmissionRequest
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        AdmissionRequest.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                if (options.bytes === $String)
                    object.secret = "";
                else {
                    object.secret = [];
                    if (options.bytes !== $Array)
                        object.secret = $util.newBuffer(object.secret);
                }
                object.publicKey = "";
                object.network = "";
            }
            if (message.secret != null && $Object.hasOwnProperty.call(message, "secret"))
                object.secret = options.bytes === $String ? $util.base64.encode(message.secret, 0, message.secret.length) : options.bytes === $Array ? $Array.prototype.slice.call(message.secret) : message.secret;
            if (message.publicKey != null && $Object.hasOwnProperty.call(message, "publicKey"))
                object.publicKey = message.publicKey;
            if (message.network != null && $Object.hasOwnProperty.call(message, "network"))
                object.network = message.network;
            return object;
        };

        /**
         * Converts this AdmissionRequest to JSON.
         * @function toJSON
         * @memberof admission.AdmissionRequest
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        AdmissionRequest.prototype.toJSON = function() {
            return AdmissionRequest.toObject(this, $protobuf.util.toJSONOptions);
        };

        return AdmissionRequest;
    })();

    admission.AdmissionReply = (function() {

        /**
         * Properties of an AdmissionReply.
         * @typedef {Object} admission.AdmissionReply.$Properties
         * @property {boolean|null} [accepted] AdmissionReply accepted
         * @property {string|null} [code] AdmissionReply code
         * @property {string|null} [peerId] AdmissionReply peerId
         * @property {string|null} [userToken] AdmissionReply userToken
         * @property {Array.<string>|null} [networks] AdmissionReply networks
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AdmissionReply.
         * @memberof admission
         * @interface IAdmissionReply
         * @augments admission.AdmissionReply.$Properties
         * @deprecated Use admission.AdmissionReply.$Properties instead.
         */

        /**
         * Shape of an AdmissionReply.
         * @typedef {admission.AdmissionReply.$Properties} admission.AdmissionReply.$Shape
         */

        /**
         * Constructs a new AdmissionReply.
         * @memberof admission
         * @classdesc Represents an AdmissionReply.
         * @constructor
         * @param {admission.AdmissionReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AdmissionReply = function (properties) {
            this.networks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AdmissionReply accepted.
         * @member {boolean} accepted
         * @memberof admission.AdmissionReply
         * @instance
         */
        AdmissionReply.prototype.accepted = false;

        /**
         * AdmissionReply code.
         * @member {string} code
         * @memberof admission.AdmissionReply
         * @instance
         */
        AdmissionReply.prototype.code = "";

        /**
         * AdmissionReply peerId.
         * @member {string} peerId
         * @memberof admission.AdmissionReply
         * @instance
         */
        AdmissionReply.prototype.peerId = "";

        /**
         * AdmissionReply userToken.
         * @member {string} userToken
         * @memberof admission.AdmissionReply
         * @instance
         */
        AdmissionReply.prototype.userToken = "";

        /**
         * AdmissionReply networks.
         * @member {Array.<string>} networks
         * @memberof admission.AdmissionReply
         * @instance
         */
        AdmissionReply.prototype.networks = $util.emptyArray;

        /**
         * Creates a new AdmissionReply instance using the specified properties.
         * @function create
         * @memberof admission.AdmissionReply
         * @static
         * @param {admission.AdmissionReply.$Properties=} [properties] Properties to set
         * @returns {admission.AdmissionReply} AdmissionReply instance
         * @type {{
         *   (properties: admission.AdmissionReply.$Shape): admission.AdmissionReply & admission.AdmissionReply.$Shape;
         *   (properties?: admission.AdmissionReply.$Properties): admission.AdmissionReply;
         * }}
         */
        AdmissionReply.create = function(properties) {
            return new AdmissionReply(properties);
        };

        /**
         * Encodes the specified AdmissionReply message. Does not implicitly {@link admission.AdmissionReply.verify|verify} messages.
         * @function encode
         * @memberof admission.AdmissionReply
         * @static
         * @param {admission.AdmissionReply.$Properties} message AdmissionReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AdmissionReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted") && message.accepted !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.accepted);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.code);
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.peerId);
            if (message.userToken != null && $Object.hasOwnProperty.call(message, "userToken") && message.userToken !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.userToken);
            if (message.networks != null && message.networks.length)
                for (let i = 0; i < message.networks.length; ++i)
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.networks[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AdmissionReply message from the specified reader or buffer.
         * @function decode
         * @memberof admission.AdmissionReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.AdmissionReply & admission.AdmissionReply.$Shape} AdmissionReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AdmissionReply.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.AdmissionReply();
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
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.accepted = value;
                        else
                            delete message.accepted;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.code = value;
                        else
                            delete message.code;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.peerId = value;
                        else
                            delete message.peerId;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.userToken = value;
                        else
                            delete message.userToken;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.networks && message.networks.length))
                            message.networks = [];
                        message.networks.push(reader.stringVerify());
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
         * Creates an AdmissionReply message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.AdmissionReply
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.AdmissionReply} AdmissionReply
         */
        AdmissionReply.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.AdmissionReply)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.AdmissionReply: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.AdmissionReply();
            if (object.accepted != null)
                if (object.accepted)
                    message.accepted = $Boolean(object.accepted);
            if (object.code != null)
                if (typeof object.code !== "string" || object.code.length)
                    message.code = $String(object.code);
            if (object.peerId != null)
                if (typeof object.peerId !== "string" || object.peerId.length)
                    message.peerId = $String(object.peerId);
            if (object.userToken != null)
                if (typeof object.userToken !== "string" || object.userToken.length)
                    message.userToken = $String(object.userToken);
            if (object.networks) {
                if (!$Array.isArray(object.networks))
                    throw $TypeError(".admission.AdmissionReply.networks: array expected");
                message.networks = $Array(object.networks.length);
                for (let i = 0; i < object.networks.length; ++i)
                    message.networks[i] = $String(object.networks[i]);
            }
            return message;
        };

        /**
         * Creates a plain object from an AdmissionReply message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.AdmissionReply
         * @static
         * @param {admission.AdmissionReply} message AdmissionReply
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        AdmissionReply.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.networks = [];
            if (options.defaults) {
                object.accepted = false;
                object.code = "";
                object.peerId = "";
                object.userToken = "";
            }
            if (message.accepted != null && $Object.hasOwnProperty.call(message, "accepted"))
                object.accepted = message.accepted;
            if (message.code != null && $Object.hasOwnProperty.call(message, "code"))
                object.code = message.code;
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                object.peerId = message.peerId;
            if (message.userToken != null && $Object.hasOwnProperty.call(message, "userToken"))
                object.userToken = message.userToken;
            if (message.networks && message.networks.length) {
                object.networks = $Array(message.networks.length);
                for (let j = 0; j < message.networks.length; ++j)
                    object.networks[j] = message.networks[j];
            }
            return object;
        };

        /**
         * Converts this AdmissionReply to JSON.
         * @function toJSON
         * @memberof admission.AdmissionReply
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        AdmissionReply.prototype.toJSON = function() {
            return AdmissionReply.toObject(this, $protobuf.util.toJSONOptions);
        };

        return AdmissionReply;
    })();

    admission.DeskRequest = (function() {

        /**
         * Properties of a DeskRequest.
         * @typedef {Object} admission.DeskRequest.$Properties
         * @property {string|null} [action] DeskRequest action
         * @property {string|null} [peerId] DeskRequest peerId
         * @property {number|null} [uses] DeskRequest uses
         * @property {number|null} [expiresS] DeskRequest expiresS
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeskRequest.
         * @memberof admission
         * @interface IDeskRequest
         * @augments admission.DeskRequest.$Properties
         * @deprecated Use admission.DeskRequest.$Properties instead.
         */

        /**
         * Shape of a DeskRequest.
         * @typedef {admission.DeskRequest.$Properties} admission.DeskRequest.$Shape
         */

        /**
         * Constructs a new DeskRequest.
         * @memberof admission
         * @classdesc Represents a DeskRequest.
         * @constructor
         * @param {admission.DeskRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeskRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeskRequest action.
         * @member {string} action
         * @memberof admission.DeskRequest
         * @instance
         */
        DeskRequest.prototype.action = "";

        /**
         * DeskRequest peerId.
         * @member {string} peerId
         * @memberof admission.DeskRequest
         * @instance
         */
        DeskRequest.prototype.peerId = "";

        /**
         * DeskRequest uses.
         * @member {number} uses
         * @memberof admission.DeskRequest
         * @instance
         */
        DeskRequest.prototype.uses = 0;

        /**
         * DeskRequest expiresS.
         * @member {number} expiresS
         * @memberof admission.DeskRequest
         * @instance
         */
        DeskRequest.prototype.expiresS = 0;

        /**
         * Creates a new DeskRequest instance using the specified properties.
         * @function create
         * @memberof admission.DeskRequest
         * @static
         * @param {admission.DeskRequest.$Properties=} [properties] Properties to set
         * @returns {admission.DeskRequest} DeskRequest instance
         * @type {{
         *   (properties: admission.DeskRequest.$Shape): admission.DeskRequest & admission.DeskRequest.$Shape;
         *   (properties?: admission.DeskRequest.$Properties): admission.DeskRequest;
         * }}
         */
        DeskRequest.create = function(properties) {
            return new DeskRequest(properties);
        };

        /**
         * Encodes the specified DeskRequest message. Does not implicitly {@link admission.DeskRequest.verify|verify} messages.
         * @function encode
         * @memberof admission.DeskRequest
         * @static
         * @param {admission.DeskRequest.$Properties} message DeskRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeskRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.action);
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.peerId);
            if (message.uses != null && $Object.hasOwnProperty.call(message, "uses") && message.uses !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.uses);
            if (message.expiresS != null && $Object.hasOwnProperty.call(message, "expiresS") && message.expiresS !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.expiresS);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeskRequest message from the specified reader or buffer.
         * @function decode
         * @memberof admission.DeskRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.DeskRequest & admission.DeskRequest.$Shape} DeskRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeskRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.DeskRequest();
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
                            message.action = value;
                        else
                            delete message.action;
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
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.uses = value;
                        else
                            delete message.uses;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.expiresS = value;
                        else
                            delete message.expiresS;
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
         * Creates a DeskRequest message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.DeskRequest
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.DeskRequest} DeskRequest
         */
        DeskRequest.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.DeskRequest)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.DeskRequest: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.DeskRequest();
            if (object.action != null)
                if (typeof object.action !== "string" || object.action.length)
                    message.action = $String(object.action);
            if (object.peerId != null)
                if (typeof object.peerId !== "string" || object.peerId.length)
                    message.peerId = $String(object.peerId);
            if (object.uses != null)
                if ($Number(object.uses) !== 0)
                    message.uses = object.uses >>> 0;
            if (object.expiresS != null)
                if ($Number(object.expiresS) !== 0)
                    message.expiresS = object.expiresS >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a DeskRequest message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.DeskRequest
         * @static
         * @param {admission.DeskRequest} message DeskRequest
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        DeskRequest.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.action = "";
                object.peerId = "";
                object.uses = 0;
                object.expiresS = 0;
            }
            if (message.action != null && $Object.hasOwnProperty.call(message, "action"))
                object.action = message.action;
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                object.peerId = message.peerId;
            if (message.uses != null && $Object.hasOwnProperty.call(message, "uses"))
                object.uses = message.uses;
            if (message.expiresS != null && $Object.hasOwnProperty.call(message, "expiresS"))
                object.expiresS = message.expiresS;
            return object;
        };

        /**
         * Converts this DeskRequest to JSON.
         * @function toJSON
         * @memberof admission.DeskRequest
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        DeskRequest.prototype.toJSON = function() {
            return DeskRequest.toObject(this, $protobuf.util.toJSONOptions);
        };

        return DeskRequest;
    })();

    admission.DeskReply = (function() {

        /**
         * Properties of a DeskReply.
         * @typedef {Object} admission.DeskReply.$Properties
         * @property {string|null} [error] DeskReply error
         * @property {string|null} [token] DeskReply token
         * @property {Array.<admission.DeskMember.$Properties>|null} [members] DeskReply members
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeskReply.
         * @memberof admission
         * @interface IDeskReply
         * @augments admission.DeskReply.$Properties
         * @deprecated Use admission.DeskReply.$Properties instead.
         */

        /**
         * Shape of a DeskReply.
         * @typedef {admission.DeskReply.$Properties} admission.DeskReply.$Shape
         */

        /**
         * Constructs a new DeskReply.
         * @memberof admission
         * @classdesc Represents a DeskReply.
         * @constructor
         * @param {admission.DeskReply.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeskReply = function (properties) {
            this.members = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeskReply error.
         * @member {string} error
         * @memberof admission.DeskReply
         * @instance
         */
        DeskReply.prototype.error = "";

        /**
         * DeskReply token.
         * @member {string} token
         * @memberof admission.DeskReply
         * @instance
         */
        DeskReply.prototype.token = "";

        /**
         * DeskReply members.
         * @member {Array.<admission.DeskMember.$Properties>} members
         * @memberof admission.DeskReply
         * @instance
         */
        DeskReply.prototype.members = $util.emptyArray;

        /**
         * Creates a new DeskReply instance using the specified properties.
         * @function create
         * @memberof admission.DeskReply
         * @static
         * @param {admission.DeskReply.$Properties=} [properties] Properties to set
         * @returns {admission.DeskReply} DeskReply instance
         * @type {{
         *   (properties: admission.DeskReply.$Shape): admission.DeskReply & admission.DeskReply.$Shape;
         *   (properties?: admission.DeskReply.$Properties): admission.DeskReply;
         * }}
         */
        DeskReply.create = function(properties) {
            return new DeskReply(properties);
        };

        /**
         * Encodes the specified DeskReply message. Does not implicitly {@link admission.DeskReply.verify|verify} messages.
         * @function encode
         * @memberof admission.DeskReply
         * @static
         * @param {admission.DeskReply.$Properties} message DeskReply message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeskReply.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.error);
            if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.token);
            if (message.members != null && message.members.length)
                for (let i = 0; i < message.members.length; ++i)
                    $root.admission.DeskMember.encode(message.members[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeskReply message from the specified reader or buffer.
         * @function decode
         * @memberof admission.DeskReply
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.DeskReply & admission.DeskReply.$Shape} DeskReply
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeskReply.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.DeskReply();
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
                            message.error = value;
                        else
                            delete message.error;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.token = value;
                        else
                            delete message.token;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.members && message.members.length))
                            message.members = [];
                        message.members.push($root.admission.DeskMember.decode(reader, reader.size(), $undefined, _depth + 1));
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
         * Creates a DeskReply message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.DeskReply
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.DeskReply} DeskReply
         */
        DeskReply.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.DeskReply)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.DeskReply: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.DeskReply();
            if (object.error != null)
                if (typeof object.error !== "string" || object.error.length)
                    message.error = $String(object.error);
            if (object.token != null)
                if (typeof object.token !== "string" || object.token.length)
                    message.token = $String(object.token);
            if (object.members) {
                if (!$Array.isArray(object.members))
                    throw $TypeError(".admission.DeskReply.members: array expected");
                message.members = $Array(object.members.length);
                for (let i = 0; i < object.members.length; ++i) {
                    if (!$util.isObject(object.members[i]))
                        throw $TypeError(".admission.DeskReply.members: object expected");
                    message.members[i] = $root.admission.DeskMember.fromObject(object.members[i], _depth + 1);
                }
            }
            return message;
        };

        /**
         * Creates a plain object from a DeskReply message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.DeskReply
         * @static
         * @param {admission.DeskReply} message DeskReply
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        DeskReply.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.arrays || options.defaults)
                object.members = [];
            if (options.defaults) {
                object.error = "";
                object.token = "";
            }
            if (message.error != null && $Object.hasOwnProperty.call(message, "error"))
                object.error = message.error;
            if (message.token != null && $Object.hasOwnProperty.call(message, "token"))
                object.token = message.token;
            if (message.members && message.members.length) {
                object.members = $Array(message.members.length);
                for (let j = 0; j < message.members.length; ++j)
                    object.members[j] = $root.admission.DeskMember.toObject(message.members[j], options, _depth + 1);
            }
            return object;
        };

        /**
         * Converts this DeskReply to JSON.
         * @function toJSON
         * @memberof admission.DeskReply
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        DeskReply.prototype.toJSON = function() {
            return DeskReply.toObject(this, $protobuf.util.toJSONOptions);
        };

        return DeskReply;
    })();

    admission.DeskMember = (function() {

        /**
         * Properties of a DeskMember.
         * @typedef {Object} admission.DeskMember.$Properties
         * @property {string|null} [peerId] DeskMember peerId
         * @property {string|null} [network] DeskMember network
         * @property {string|null} [place] DeskMember place
         * @property {string|null} [fingerprint] DeskMember fingerprint
         * @property {string|null} [status] DeskMember status
         * @property {string|null} [address] DeskMember address
         * @property {number|null} [step] DeskMember step
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeskMember.
         * @memberof admission
         * @interface IDeskMember
         * @augments admission.DeskMember.$Properties
         * @deprecated Use admission.DeskMember.$Properties instead.
         */

        /**
         * Shape of a DeskMember.
         * @typedef {admission.DeskMember.$Properties} admission.DeskMember.$Shape
         */

        /**
         * Constructs a new DeskMember.
         * @memberof admission
         * @classdesc Represents a DeskMember.
         * @constructor
         * @param {admission.DeskMember.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeskMember = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeskMember peerId.
         * @member {string} peerId
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.peerId = "";

        /**
         * DeskMember network.
         * @member {string} network
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.network = "";

        /**
         * DeskMember place.
         * @member {string} place
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.place = "";

        /**
         * DeskMember fingerprint.
         * @member {string} fingerprint
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.fingerprint = "";

        /**
         * DeskMember status.
         * @member {string} status
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.status = "";

        /**
         * DeskMember address.
         * @member {string} address
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.address = "";

        /**
         * DeskMember step.
         * @member {number} step
         * @memberof admission.DeskMember
         * @instance
         */
        DeskMember.prototype.step = 0;

        /**
         * Creates a new DeskMember instance using the specified properties.
         * @function create
         * @memberof admission.DeskMember
         * @static
         * @param {admission.DeskMember.$Properties=} [properties] Properties to set
         * @returns {admission.DeskMember} DeskMember instance
         * @type {{
         *   (properties: admission.DeskMember.$Shape): admission.DeskMember & admission.DeskMember.$Shape;
         *   (properties?: admission.DeskMember.$Properties): admission.DeskMember;
         * }}
         */
        DeskMember.create = function(properties) {
            return new DeskMember(properties);
        };

        /**
         * Encodes the specified DeskMember message. Does not implicitly {@link admission.DeskMember.verify|verify} messages.
         * @function encode
         * @memberof admission.DeskMember
         * @static
         * @param {admission.DeskMember.$Properties} message DeskMember message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeskMember.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId") && message.peerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.peerId);
            if (message.network != null && $Object.hasOwnProperty.call(message, "network") && message.network !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.network);
            if (message.place != null && $Object.hasOwnProperty.call(message, "place") && message.place !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.place);
            if (message.fingerprint != null && $Object.hasOwnProperty.call(message, "fingerprint") && message.fingerprint !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.fingerprint);
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.status);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.address);
            if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== 0)
                writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.step);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeskMember message from the specified reader or buffer.
         * @function decode
         * @memberof admission.DeskMember
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {admission.DeskMember & admission.DeskMember.$Shape} DeskMember
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeskMember.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.admission.DeskMember();
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
                            message.network = value;
                        else
                            delete message.network;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.place = value;
                        else
                            delete message.place;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.fingerprint = value;
                        else
                            delete message.fingerprint;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.step = value;
                        else
                            delete message.step;
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
         * Creates a DeskMember message from a plain object. Also converts values to their respective internal types.
         * @function fromObject
         * @memberof admission.DeskMember
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {admission.DeskMember} DeskMember
         */
        DeskMember.fromObject = function (object, _depth) {
            if (object instanceof $root.admission.DeskMember)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".admission.DeskMember: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.admission.DeskMember();
            if (object.peerId != null)
                if (typeof object.peerId !== "string" || object.peerId.length)
                    message.peerId = $String(object.peerId);
            if (object.network != null)
                if (typeof object.network !== "string" || object.network.length)
                    message.network = $String(object.network);
            if (object.place != null)
                if (typeof object.place !== "string" || object.place.length)
                    message.place = $String(object.place);
            if (object.fingerprint != null)
                if (typeof object.fingerprint !== "string" || object.fingerprint.length)
                    message.fingerprint = $String(object.fingerprint);
            if (object.status != null)
                if (typeof object.status !== "string" || object.status.length)
                    message.status = $String(object.status);
            if (object.address != null)
                if (typeof object.address !== "string" || object.address.length)
                    message.address = $String(object.address);
            if (object.step != null)
                if ($Number(object.step) !== 0)
                    message.step = object.step >>> 0;
            return message;
        };

        /**
         * Creates a plain object from a DeskMember message. Also converts values to other types if specified.
         * @function toObject
         * @memberof admission.DeskMember
         * @static
         * @param {admission.DeskMember} message DeskMember
         * @param {$protobuf.IConversionOptions} [options] Conversion options
         * @returns {Object.<string,*>} Plain object
         */
        DeskMember.toObject = function (message, options, _depth) {
            if (!options)
                options = {};
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let object = {};
            if (options.defaults) {
                object.peerId = "";
                object.network = "";
                object.place = "";
                object.fingerprint = "";
                object.status = "";
                object.address = "";
                object.step = 0;
            }
            if (message.peerId != null && $Object.hasOwnProperty.call(message, "peerId"))
                object.peerId = message.peerId;
            if (message.network != null && $Object.hasOwnProperty.call(message, "network"))
                object.network = message.network;
            if (message.place != null && $Object.hasOwnProperty.call(message, "place"))
                object.place = message.place;
            if (message.fingerprint != null && $Object.hasOwnProperty.call(message, "fingerprint"))
                object.fingerprint = message.fingerprint;
            if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                object.status = message.status;
            if (message.address != null && $Object.hasOwnProperty.call(message, "address"))
                object.address = message.address;
            if (message.step != null && $Object.hasOwnProperty.call(message, "step"))
                object.step = message.step;
            return object;
        };

        /**
         * Converts this DeskMember to JSON.
         * @function toJSON
         * @memberof admission.DeskMember
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        DeskMember.prototype.toJSON = function() {
            return DeskMember.toObject(this, $protobuf.util.toJSONOptions);
        };

        return DeskMember;
    })();

    return admission;
})();

export {
  $root as default
};

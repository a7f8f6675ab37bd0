/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError, $TypeError = $util.global.TypeError, $Array = $util.global.Array, $String = $util.global.String, $Number = $util.global.Number;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const codistill = $root.codistill = (() => {

    /**
     * Namespace codistill.
     * @exports codistill
     * @namespace
     */
    const codistill = {};

    codistill.JoinToken = (function() {

        /**
         * Properties of a JoinToken.
         * @typedef {Object} codistill.JoinToken.$Properties
         * @property {Array.<string>|null} [addresses] JoinToken addresses
         * @property {Uint8Array|null} [keyHash] JoinToken keyHash
         * @property {string|null} [runId] JoinToken runId
         * @property {Uint8Array|null} [secret] JoinToken secret
         * @property {number|null} [expiresS] JoinToken expiresS
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a JoinToken.
         * @memberof codistill
         * @interface IJoinToken
         * @augments codistill.JoinToken.$Properties
         * @deprecated Use codistill.JoinToken.$Properties instead.
         */

        /**
         * Shape of a JoinToken.
         * @typedef {codistill.JoinToken.$Properties} codistill.JoinToken.$Shape
         */

        /**
         * Constructs a new JoinToken.
         * @memberof codistill
         * @classdesc Represents a JoinToken.
         * @constructor
         * @param {codistill.JoinToken.$Properties=} [properties] Properties to set
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
         * @memberof codistill.JoinToken
         * @instance
         */
        JoinToken.prototype.addresses = $util.emptyArray;

        /**
         * JoinToken keyHash.
         * @member {Uint8Array} keyHash
         * @memberof codistill.JoinToken
         * @instance
         */
        JoinToken.prototype.keyHash = $util.newBuffer([]);

        /**
         * JoinToken runId.
         * @member {string} runId
         * @memberof codistill.JoinToken
         * @instance
         */
        JoinToken.prototype.runId = "";

        /**
         * JoinToken secret.
         * @member {Uint8Array} secret
         * @memberof codistill.JoinToken
         * @instance
         */
        JoinToken.prototype.secret = $util.newBuffer([]);

        /**
         * JoinToken expiresS.
         * @member {number} expiresS
         * @memberof codistill.JoinToken
         * @instance
         */
        JoinToken.prototype.expiresS = 0;

        /**
         * Creates a new JoinToken instance using the specified properties.
         * @function create
         * @memberof codistill.JoinToken
         * @static
         * @param {codistill.JoinToken.$Properties=} [properties] Properties to set
         * @returns {codistill.JoinToken} JoinToken instance
         * @type {{
         *   (properties: codistill.JoinToken.$Shape): codistill.JoinToken & codistill.JoinToken.$Shape;
         *   (properties?: codistill.JoinToken.$Properties): codistill.JoinToken;
         * }}
         */
        JoinToken.create = function(properties) {
            return new JoinToken(properties);
        };

        /**
         * Encodes the specified JoinToken message. Does not implicitly {@link codistill.JoinToken.verify|verify} messages.
         * @function encode
         * @memberof codistill.JoinToken
         * @static
         * @param {codistill.JoinToken.$Properties} message JoinToken message or plain object to encode
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
         * @memberof codistill.JoinToken
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {codistill.JoinToken & codistill.JoinToken.$Shape} JoinToken
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
            message = _target || new $root.codistill.JoinToken();
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
         * @memberof codistill.JoinToken
         * @static
         * @param {Object.<string,*>} object Plain object
         * @returns {codistill.JoinToken} JoinToken
         */
        JoinToken.fromObject = function (object, _depth) {
            if (object instanceof $root.codistill.JoinToken)
                return object;
            if (!$util.isObject(object))
                throw $TypeError(".codistill.JoinToken: object expected");
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            let message = new $root.codistill.JoinToken();
            if (object.addresses) {
                if (!$Array.isArray(object.addresses))
                    throw $TypeError(".codistill.JoinToken.addresses: array expected");
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
         * @memberof codistill.JoinToken
         * @static
         * @param {codistill.JoinToken} message JoinToken
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
         * @memberof codistill.JoinToken
         * @instance
         * @returns {Object.<string,*>} JSON object
         */
        JoinToken.prototype.toJSON = function() {
            return JoinToken.toObject(this, $protobuf.util.toJSONOptions);
        };

        return JoinToken;
    })();

    return codistill;
})();

export {
  $root as default
};
